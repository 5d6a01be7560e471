package dev.hephaestus.server.github;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a token of an App's installation is minted for: what the job cannot do without, and what it
 * is better with.
 *
 * <p><i>Source:</i> GitHub's "Permissions required for GitHub Apps".
 *
 * @param needed by the names of GitHub's API
 * @param wished the same, asked for where it is granted
 */
record AppPermissions(Map<String, String> needed, Map<String, String> wished) {
  /** Fetching. */
  static final AppPermissions READING = new AppPermissions(Map.of("contents", "read"), Map.of());

  /** A branch, a pull request, its checks and what is said about it. */
  static final AppPermissions DELIVERING =
      new AppPermissions(
          Map.of("contents", "write", "pull_requests", "write"),
          Map.of(
              "checks", "write",
              "issues", "write",
              "statuses", "read"));

  private static final Map<String, Integer> RANKS = Map.of("read", 1, "write", 2, "admin", 3);

  AppPermissions {
    needed = Map.copyOf(needed);
    wished = Map.copyOf(wished);
  }

  /** What is needed and not granted, as GitHub's pages name it: {@code "Contents: write"}. */
  List<String> missing(Map<String, String> granted) {
    return needed.entrySet().stream()
        .filter(want -> !isGranted(want, granted))
        .map(want -> label(want.getKey(), want.getValue()))
        .sorted()
        .toList();
  }

  /** What to ask for: GitHub refuses a token with more than the installation has. */
  Map<String, String> of(Map<String, String> granted) {
    Map<String, String> asked = new LinkedHashMap<>();
    Stream.concat(needed.entrySet().stream(), wished.entrySet().stream())
        .filter(want -> isGranted(want, granted))
        .sorted(Map.Entry.comparingByKey())
        .forEach(want -> asked.put(want.getKey(), want.getValue()));
    return asked;
  }

  private static boolean isGranted(Map.Entry<String, String> want, Map<String, String> granted) {
    String has = granted.getOrDefault(want.getKey(), "");
    return RANKS.getOrDefault(has, 0) >= RANKS.getOrDefault(want.getValue(), 0);
  }

  private static String label(String name, String level) {
    String words = name.replace('_', ' ');
    return "\"" + Character.toUpperCase(words.charAt(0)) + words.substring(1) + ": " + level + "\"";
  }
}
