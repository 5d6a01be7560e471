package dev.hephaestus.server.repair.template;

import dev.hephaestus.server.repository.Snapshot;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The language level that a project's root build file states. */
final class JavaLevel {
  private static final int DEFAULT = 8;
  private static final Pattern STATED =
      Pattern.compile(
          "(?:compiler\\.(?:source|release|target)>|<(?:source|release|target|java\\.version)>"
              + "|(?:source|target)Compatibility\\s*=\\s*['\"]?|JavaLanguageVersion\\.of\\()"
              + "\\s*(?:1\\.)?(\\d{1,2})\\b");

  private JavaLevel() {}

  static int of(Snapshot snapshot) {
    for (String build : new String[] {"pom.xml", "build.gradle", "build.gradle.kts"}) {
      if (snapshot.file(build).isPresent()) {
        Matcher matcher = STATED.matcher(snapshot.text(build));
        if (matcher.find()) {
          return Integer.parseInt(matcher.group(1));
        }
      }
    }
    return DEFAULT;
  }
}
