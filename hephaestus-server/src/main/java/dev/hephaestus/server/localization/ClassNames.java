package dev.hephaestus.server.localization;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what looks like a class's full name in a text. */
final class ClassNames {

  private static final Pattern CLASS_NAME =
      Pattern.compile("(?:[a-z_][\\w]{0,80}\\.){1,15}[A-Z][\\w$]{0,200}");
  private static final int READ = 4_000;

  private ClassNames() {}

  /** In the order of their position. */
  static Set<String> in(@Nullable String text) {
    Set<String> names = new LinkedHashSet<>();
    if (text != null) {
      Matcher matcher = CLASS_NAME.matcher(text.substring(0, Math.min(READ, text.length())));
      while (matcher.find()) {
        names.add(matcher.group());
      }
    }
    return names;
  }
}
