package dev.hephaestus.server.incident;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The order of version numbers.
 *
 * <p><i>Source:</i> Semantic Versioning 2.0.0, section 11, with any count of numbers and Maven's
 * names of what comes before a release; build metadata does not count.
 */
final class VersionOrder {
  private static final Pattern VERSION =
      Pattern.compile("[vV]?(\\d{1,18}(?:\\.\\d{1,18}){0,5}+)(?:[-.]?([A-Za-z][\\w.-]{0,60}+))?");

  private VersionOrder() {}

  /** Below, at or above zero as the first is older, the same or newer; empty for no versions. */
  static OptionalInt compare(String one, String two) {
    var first = VERSION.matcher(withoutBuild(one));
    var second = VERSION.matcher(withoutBuild(two));
    if (!first.matches() || !second.matches()) {
      return OptionalInt.empty();
    }
    int numbers = compareNumbers(first.group(1), second.group(1));
    return OptionalInt.of(
        numbers != 0 ? numbers : compareQualifiers(first.group(2), second.group(2)));
  }

  private static String withoutBuild(String version) {
    int plus = version.indexOf('+');
    return (plus < 0 ? version : version.substring(0, plus)).strip();
  }

  private static int compareNumbers(String one, String two) {
    List<BigInteger> first = numbers(one);
    List<BigInteger> second = numbers(two);
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      int order = at(first, i).compareTo(at(second, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<BigInteger> numbers(String text) {
    List<BigInteger> numbers = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      numbers.add(new BigInteger(part));
    }
    return numbers;
  }

  private static BigInteger at(List<BigInteger> numbers, int index) {
    return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
  }

  private static int compareQualifiers(@Nullable String one, @Nullable String two) {
    int rank = Integer.compare(rank(one), rank(two));
    if (rank != 0 || one == null || two == null) {
      return rank;
    }
    String[] first = one.toLowerCase(Locale.ROOT).split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1);
    String[] second = two.toLowerCase(Locale.ROOT).split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1);
    for (int i = 0; i < Math.min(first.length, second.length); i++) {
      boolean both = isNumber(first[i]) && isNumber(second[i]);
      int order =
          both
              ? new BigInteger(first[i]).compareTo(new BigInteger(second[i]))
              : first[i].compareTo(second[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(first.length, second.length);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(0));
  }

  /** What has no qualifier, or one that means as much, comes after what has one. */
  private static int rank(@Nullable String qualifier) {
    if (qualifier == null) {
      return 1;
    }
    return switch (qualifier.toLowerCase(Locale.ROOT)) {
      case "final", "ga", "release" -> 1;
      default -> qualifier.toLowerCase(Locale.ROOT).startsWith("sp") ? 2 : 0;
    };
  }
}
