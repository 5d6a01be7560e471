package dev.hephaestus.server.validation.build;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads out of Maven's output what an offline build did not find. */
final class MissingArtifacts {
  private static final String COORDINATES = "([\\w.-]+:[\\w.-]+:[\\w.:-]+)";
  private static final List<Pattern> NAMED =
      List.of(
          Pattern.compile("[Cc]ould not find artifact " + COORDINATES),
          Pattern.compile("the artifact " + COORDINATES + " has not been downloaded"),
          Pattern.compile("Could not transfer artifact " + COORDINATES),
          Pattern.compile("[Aa]rtifact " + COORDINATES + " is present, but unavailable"),
          Pattern.compile("\\d\\) " + COORDINATES + "\\s*$", Pattern.MULTILINE),
          Pattern.compile("artifacts could not be resolved: " + COORDINATES));
  private static final Pattern UNRESOLVED =
      Pattern.compile(
          "offline mode|ArtifactsNotFoundException|[Cc]ould not (?:find|resolve|transfer) (?:artifact|dependencies)"
              + "|Non-resolvable|Unresolveable build extension|could not be resolved");

  private MissingArtifacts() {}

  /** Whether the build failed because something was not there. */
  static boolean anyIn(String output) {
    return UNRESOLVED.matcher(output).find();
  }

  /** What was missing, as {@code dependency:get} takes it: {@code group:artifact:version:type}. */
  static Set<String> in(String output) {
    Set<String> missing = new LinkedHashSet<>();
    for (Pattern pattern : NAMED) {
      Matcher matcher = pattern.matcher(output);
      while (matcher.find()) {
        String coordinates = reorder(matcher.group(1));
        if (!coordinates.isEmpty()) {
          missing.add(coordinates);
        }
      }
    }
    return missing;
  }

  /** From Maven's {@code group:artifact:type[:classifier]:version}. */
  private static String reorder(String coordinates) {
    List<String> parts = List.of(coordinates.split(":", -1));
    return switch (parts.size()) {
      case 3 -> coordinates;
      case 4 ->
          String.join(
              ":",
              parts.get(0),
              parts.get(1),
              parts.get(3),
              parts.get(2).equals("pom") ? "jar" : parts.get(2)); // which is missing next
      case 5 ->
          String.join(":", parts.get(0), parts.get(1), parts.get(4), parts.get(2), parts.get(3));
      default -> "";
    };
  }
}
