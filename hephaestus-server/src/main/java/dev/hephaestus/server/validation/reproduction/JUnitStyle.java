package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.EnumMap;
import java.util.Map;

/** The JUnit that a project writes its tests for. */
enum JUnitStyle {
  JUPITER("JUnit 5", "org.junit.jupiter.api."),
  JUNIT4("JUnit 4", "org.junit."),
  JUNIT3("JUnit 3", "junit.framework.");

  private final String title;
  private final String imported;

  JUnitStyle(String title, String imported) {
    this.title = title;
    this.imported = imported;
  }

  /** Its name, for people. */
  String title() {
    return title;
  }

  /** The one that most tests of the repository import; JUnit 5 where there is none. */
  static JUnitStyle of(Snapshot snapshot) {
    Map<JUnitStyle, Integer> counts = new EnumMap<>(JUnitStyle.class);
    for (SourceFile file : snapshot.files()) {
      if (file.test() && file.isJava()) {
        String text = snapshot.text(file.path());
        for (JUnitStyle style : values()) {
          if (text.contains("import " + style.imported)
              || text.contains("import static " + style.imported)) {
            counts.merge(style, 1, Integer::sum);
            break;
          }
        }
      }
    }
    JUnitStyle best = JUPITER;
    for (JUnitStyle style : values()) {
      if (counts.getOrDefault(style, 0) > counts.getOrDefault(best, 0)) {
        best = style;
      }
    }
    return best;
  }
}
