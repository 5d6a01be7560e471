package dev.hephaestus.server.security;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which repositories a credential is good for.
 *
 * <p><i>Shape:</i> each is a location, or the beginning of locations with {@code *} at its end;
 * {@code *} alone is every one. Locations are compared as they are shown to people, without a
 * login; one whose path could lead elsewhere than it seems to (dot segments, escapes, a query)
 * matches {@code *} only.
 *
 * @param patterns at least one
 */
public record RepositoryPatterns(List<String> patterns) {
  /** Every repository. */
  public static final RepositoryPatterns ALL = new RepositoryPatterns(List.of("*"));

  private static final Pattern LEADS_ELSEWHERE =
      Pattern.compile("(^|[/\\\\:])\\.{1,2}([/\\\\]|$)|[%?#\\\\\\s\\p{Cntrl}]|(?<!:)//|:///+.*//");

  public RepositoryPatterns {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("there is no pattern; * stands for every repository");
    }
    for (String pattern : patterns) {
      int star = pattern.indexOf('*');
      if (pattern.isBlank() || (star >= 0 && star < pattern.length() - 1)) {
        throw new IllegalArgumentException(
            "\"" + pattern + "\" is no location, and no beginning of one with * at its end");
      }
    }
  }

  /** The location as patterns see it; empty where nothing but {@code *} fits. */
  public static String canonical(String locationForPeople) {
    String location = locationForPeople.strip();
    return LEADS_ELSEWHERE.matcher(location).find() ? "" : location;
  }

  /** Whether one of them fits the location, given as it is shown to people. */
  public boolean allow(String locationForPeople) {
    String location = canonical(locationForPeople);
    return patterns.stream().anyMatch(pattern -> fits(pattern, location));
  }

  /** Whether they fit every location. */
  public boolean allowAll() {
    return patterns.contains("*");
  }

  private static boolean fits(String pattern, String location) {
    return pattern.endsWith("*")
        ? location.startsWith(pattern.substring(0, pattern.length() - 1))
        : location.equals(pattern);
  }
}
