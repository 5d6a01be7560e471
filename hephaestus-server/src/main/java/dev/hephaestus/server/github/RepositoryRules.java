package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a repository asks of pull requests in it; it may only restrict.
 *
 * @param suggestOnly whether there shall be none
 * @param draft whether they shall begin as drafts, whatever the server says
 * @param withoutReviewers whether nobody shall be asked for a review
 * @param labels what to label them with in place of the server's labels
 * @param untouchable patterns of the paths that may not be changed
 * @param maxFiles how many files one may change
 * @param maxLines how many lines one may add and remove in all
 * @param notes what of the file has no effect, one sentence each
 */
record RepositoryRules(
    boolean suggestOnly,
    boolean draft,
    boolean withoutReviewers,
    Optional<List<String>> labels,
    List<Untouchable> untouchable,
    OptionalInt maxFiles,
    OptionalInt maxLines,
    List<String> notes) {

  /** Those of a repository that says nothing. */
  static final RepositoryRules NONE =
      new RepositoryRules(
          false,
          false,
          false,
          Optional.empty(),
          List.of(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          List.of());

  RepositoryRules {
    labels = labels.map(List::copyOf);
    untouchable = List.copyOf(untouchable);
    notes = List.copyOf(notes);
  }

  /**
   * Paths that may not be changed.
   *
   * @param written as the repository has it
   * @param pattern what it means
   */
  record Untouchable(String written, PathPattern pattern) {}

  /** Why a solution may not be delivered as a pull request here; empty when it may. */
  Optional<String> objection(Solution solution) {
    if (suggestOnly) {
      return Optional.of("it wants suggestions only (mode: suggest)");
    }
    for (String path : paths(solution)) {
      for (Untouchable rule : untouchable) {
        if (rule.pattern().matches(path)) {
          return Optional.of(path + " may not be changed (untouchable: " + rule.written() + ")");
        }
      }
    }
    int files = solution.patch().changes().size();
    if (maxFiles.isPresent() && files > maxFiles.getAsInt()) {
      return Optional.of(
          "the fix changes " + files + " files (maxFiles: " + maxFiles.getAsInt() + ")");
    }
    int lines = solution.patch().linesAdded() + solution.patch().linesRemoved();
    return maxLines.isPresent() && lines > maxLines.getAsInt()
        ? Optional.of("the fix changes " + lines + " lines (maxLines: " + maxLines.getAsInt() + ")")
        : Optional.empty();
  }

  private static List<String> paths(Solution solution) {
    List<String> paths =
        new ArrayList<>(solution.patch().changes().stream().map(FileChange::path).toList());
    solution.verdict().reproduction().ifPresent(test -> paths.add(test.path()));
    return paths;
  }
}
