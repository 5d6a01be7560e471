package dev.hephaestus.server.github;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.kohsuke.github.GHPermissionType;

/**
 * What a token of an App's installation is minted for: what the job cannot do without, and what it
 * is better with.
 *
 * <p><i>Source:</i> GitHub's "Permissions required for GitHub Apps".
 *
 * @param needed by the names of GitHub's API
 * @param wished the same, asked for where it is granted
 */
record AppPermissions(Map<String, GHPermissionType> needed, Map<String, GHPermissionType> wished) {
  /** Fetching. */
  static final AppPermissions READING =
      new AppPermissions(Map.of("contents", GHPermissionType.READ), Map.of());

  /** A branch, a pull request, its checks and what is said about it. */
  static final AppPermissions DELIVERING =
      new AppPermissions(
          Map.of("contents", GHPermissionType.WRITE, "pull_requests", GHPermissionType.WRITE),
          Map.of(
              "checks", GHPermissionType.WRITE,
              "issues", GHPermissionType.WRITE,
              "statuses", GHPermissionType.READ));

  private static final Map<GHPermissionType, Integer> RANKS =
      new EnumMap<>(
          Map.of(
              GHPermissionType.NONE, 0,
              GHPermissionType.UNKNOWN, 0,
              GHPermissionType.READ, 1,
              GHPermissionType.WRITE, 2,
              GHPermissionType.ADMIN, 3));

  AppPermissions {
    needed = Map.copyOf(needed);
    wished = Map.copyOf(wished);
  }

  /** What is needed and not granted, as GitHub's pages name it: {@code "Contents: write"}. */
  List<String> missing(Map<String, GHPermissionType> granted) {
    return needed.entrySet().stream()
        .filter(want -> !isGranted(want, granted))
        .map(want -> label(want.getKey(), want.getValue()))
        .sorted()
        .toList();
  }

  /** What to ask for: GitHub refuses a token with more than the installation has. */
  Map<String, GHPermissionType> of(Map<String, GHPermissionType> granted) {
    Map<String, GHPermissionType> asked = new LinkedHashMap<>();
    Stream.concat(needed.entrySet().stream(), wished.entrySet().stream())
        .filter(want -> isGranted(want, granted))
        .sorted(Map.Entry.comparingByKey())
        .forEach(want -> asked.put(want.getKey(), want.getValue()));
    return asked;
  }

  private static boolean isGranted(
      Map.Entry<String, GHPermissionType> want, Map<String, GHPermissionType> granted) {
    GHPermissionType has = granted.getOrDefault(want.getKey(), GHPermissionType.NONE);
    return RANKS.getOrDefault(has, 0) >= RANKS.getOrDefault(want.getValue(), 0);
  }

  private static String label(String name, GHPermissionType type) {
    String words = name.replace('_', ' ');
    return "\""
        + Character.toUpperCase(words.charAt(0))
        + words.substring(1)
        + ": "
        + type.name().toLowerCase(Locale.ROOT)
        + "\"";
  }
}
