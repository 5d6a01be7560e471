package dev.hephaestus.server.localization;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Tells the tags of a version: {@code 1.2.3}, {@code v1.2.3}, {@code shop-1.2.3}, {@code
 * rel/shop_1_2_3}, {@code 1.2.3.RELEASE}.
 */
final class VersionTag implements Predicate<String> {

  private static final int LONGEST = 100;
  private static final Pattern FINAL = Pattern.compile("[._-](?:final|release|ga)$");

  private final String version;

  /** A version as a build names it; blank for none. */
  VersionTag(String version) {
    String plain = version.length() > LONGEST ? "" : normalized(version.strip());
    int metadata = plain.indexOf('+');
    this.version = metadata < 0 ? plain : plain.substring(0, metadata);
  }

  /** Whether tags can be of this version: a snapshot is built again and again without one. */
  boolean isRelease() {
    return version.chars().anyMatch(Character::isDigit) && !version.endsWith("-snapshot");
  }

  @Override
  public boolean test(String tag) {
    if (!isRelease() || tag.length() > 2 * LONGEST) {
      return false;
    }
    String name = normalized(tag.substring(tag.lastIndexOf('/') + 1));
    if (!name.endsWith(version)) {
      return false;
    }
    String before = name.substring(0, name.length() - version.length());
    return before.isEmpty()
        || (!Character.isDigit(before.charAt(before.length() - 1)) && !before.matches(".*\\d[.]"));
  }

  private static String normalized(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replaceAll("(?<=\\d)_(?=\\d)", ".");
    String plain = FINAL.matcher(lower).replaceFirst("");
    return plain.matches("v\\d.*") ? plain.substring(1) : plain;
  }
}
