package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a repository's {@code .gitattributes} say of files that are generated or vendored.
 *
 * <p><i>Source:</i> gitattributes(5): of the files above a path the nearest decides, in it the last
 * line; GitHub Linguist's overrides.
 */
final class LinguistAttributes {

  private static final String NAME = ".gitattributes";
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_RULES = 2_000;

  private record Rule(PathPattern pattern, Map<String, Boolean> said) {}

  private final Map<String, List<Rule>> byFolder = new HashMap<>();

  private LinguistAttributes() {}

  static LinguistAttributes of(Snapshot snapshot) {
    LinguistAttributes attributes = new LinguistAttributes();
    for (SourceFile file : snapshot.files()) {
      String path = file.path();
      if ((path.equals(NAME) || path.endsWith("/" + NAME)) && file.size() <= MOST_BYTES) {
        String folder = path.substring(0, path.length() - NAME.length());
        attributes.byFolder.put(folder, rules(ReadableText.of(snapshot, path)));
      }
    }
    return attributes;
  }

  /** What is said of a file; empty where nothing is. */
  Optional<Boolean> value(String path, String key) {
    for (int slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
      String folder = path.substring(0, slash + 1);
      List<Rule> rules = byFolder.getOrDefault(folder, List.of());
      for (int i = rules.size() - 1; i >= 0; i--) {
        Boolean said = rules.get(i).said().get(key);
        if (said != null && rules.get(i).pattern().matches(path.substring(folder.length()))) {
          return Optional.of(said);
        }
      }
      if (slash < 0) {
        return Optional.empty();
      }
    }
  }

  private static List<Rule> rules(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      String stripped = line.strip();
      int end = patternEnd(stripped);
      if (end > 0 && stripped.indexOf("linguist-", end) > 0 && rules.size() < MOST_RULES) {
        Map<String, Boolean> said = new HashMap<>();
        for (String attribute : stripped.substring(end).strip().split("\\s+", -1)) {
          note(attribute, said);
        }
        String pattern = stripped.substring(0, end).replace("\"", "");
        PathPattern.ofAttributes(pattern).ifPresent(found -> rules.add(new Rule(found, said)));
      }
    }
    return rules;
  }

  private static int patternEnd(String line) {
    if (line.startsWith("#")) {
      return -1;
    }
    if (line.startsWith("\"")) {
      return line.indexOf('"', 1) + 1;
    }
    for (int i = 0; i < line.length(); i++) {
      if (Character.isWhitespace(line.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static void note(String attribute, Map<String, Boolean> said) {
    int equals = attribute.indexOf('=');
    if (equals >= 0) {
      said.put(attribute.substring(0, equals), attribute.substring(equals + 1).equals("true"));
    } else if (attribute.startsWith("-")) {
      said.put(attribute.substring(1), false);
    } else if (!attribute.startsWith("!")) {
      said.put(attribute, true);
    }
  }
}
