package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who owns which files of a repository.
 *
 * <p><i>Shape:</i> of several matching lines the last one decides, and one without owners takes
 * them away. A line that is not valid is skipped.
 *
 * <p><i>Source:</i> GitHub's documentation "About code owners": the file's places and their order,
 * its size, and where its patterns differ from those of gitignore.
 */
final class CodeOwners {

  private static final List<String> PLACES =
      List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

  private static final int MOST_BYTES = 3_000_000;
  private static final int MOST_RULES = 20_000;
  private static final int MOST_OWNERS = 100;

  private record Rule(PathPattern pattern, List<String> owners) {}

  private final List<Rule> rules;

  private CodeOwners(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Those that the repository names; nobody where it names none. */
  static CodeOwners of(Snapshot snapshot) {
    Optional<SourceFile> file =
        PLACES.stream().flatMap(place -> snapshot.file(place).stream()).findFirst();
    return file.filter(found -> found.size() < MOST_BYTES)
        .map(found -> parse(ReadableText.of(snapshot, found.path())))
        .orElseGet(() -> new CodeOwners(List.of()));
  }

  static CodeOwners parse(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (rules.size() == MOST_RULES) {
        break;
      }
      rule(line).ifPresent(rules::add);
    }
    return new CodeOwners(rules);
  }

  /** The owners of a file, as written; empty when nobody is. */
  List<String> of(String path) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).pattern().matches(path)) {
        return rules.get(i).owners();
      }
    }
    return List.of();
  }

  private static Optional<Rule> rule(String line) {
    List<String> words = words(line);
    if (words.isEmpty() || words.size() > MOST_OWNERS) {
      return Optional.empty();
    }
    List<String> owners = words.subList(1, words.size());
    if (!owners.stream().allMatch(CodeOwners::isOwner)) {
      return Optional.empty();
    }
    return PathPattern.ofOwners(words.get(0))
        .map(pattern -> new Rule(pattern, List.copyOf(owners)));
  }

  private static boolean isOwner(String word) {
    int at = word.indexOf('@');
    return at >= 0 && at < word.length() - 1 && word.indexOf('@', at + 1) < 0;
  }

  /** The words before a comment; a backslash keeps a blank in its word. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == ' ') {
        word.append(' ');
        i++;
      } else if (c == '#' && word.isEmpty()) {
        break;
      } else if (Character.isWhitespace(c)) {
        if (!word.isEmpty()) {
          words.add(word.toString());
          word.setLength(0);
        }
      } else {
        word.append(c);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}
