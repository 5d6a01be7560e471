package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.delivery.BaseTree;
import dev.hephaestus.server.delivery.CommitMessage;
import dev.hephaestus.server.delivery.FileEdit;
import dev.hephaestus.server.delivery.PatchedFiles;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.repair.FileChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A solution as a tree and a commit on GitHub, which no branch shows yet. Made anew it leads to the
 * same tree, so that it may break off at any call.
 */
final class FixCommit {
  private final GitData git;
  private final Solution solution;

  /**
   * @param solution as it was judged on the commit that it is put on
   */
  FixCommit(GitData git, Solution solution) {
    this.git = git;
    this.solution = solution;
  }

  /**
   * The tree of a commit with the solution on it.
   *
   * @param where the branch that the commit is of, for people
   * @param again whether this was tried before: then in the plainest way, with a call for each file
   */
  String tree(GitData.Commit base, String where, boolean again)
      throws TryAgainException, RefusedException {
    Map<String, BaseTree.Entry> entries = entries(base.tree());
    List<FileEdit> edits =
        PatchedFiles.on(path -> Optional.ofNullable(entries.get(path)), solution, where);
    if (again) {
      return git.writeTree(base.tree(), edits, false);
    }
    try {
      return git.writeTree(base.tree(), edits, true);
    } catch (RefusedException e) {
      if (e.status() != 400 && e.status() != 422) {
        throw e;
      }
      return git.writeTree(base.tree(), edits, false);
    }
  }

  /**
   * Its commit.
   *
   * @param base what the fix stands on
   * @param parents all that come before it
   */
  String commit(String base, List<String> parents, String tree)
      throws TryAgainException, RefusedException {
    return git.writeCommit(CommitMessage.of(solution, base), tree, parents, solution.created());
  }

  /** What stands at the solution's paths and at the folders above them. */
  private Map<String, BaseTree.Entry> entries(String tree)
      throws TryAgainException, RefusedException {
    JsonNode whole = git.tree(tree, true);
    Map<String, BaseTree.Entry> entries = new HashMap<>();
    add(entries, "", whole);
    if (whole.path("truncated").asBoolean(false)) {
      // A repository too large for one answer is read along the paths that are needed.
      entries.clear();
      add(entries, "", git.tree(tree, false));
      for (String folder : folders()) {
        BaseTree.Entry known = entries.get(folder);
        if (known != null && known.mode().endsWith("40000")) {
          add(entries, folder + "/", git.tree(known.id(), false));
        }
      }
    }
    return entries;
  }

  /** The folders above the solution's files, each behind those above it. */
  private Set<String> folders() {
    Set<String> folders = new TreeSet<>();
    List<String> paths =
        new ArrayList<>(solution.patch().changes().stream().map(FileChange::path).toList());
    solution.verdict().reproduction().ifPresent(test -> paths.add(test.path()));
    for (String path : paths) {
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        folders.add(path.substring(0, slash));
      }
    }
    return folders;
  }

  private static void add(Map<String, BaseTree.Entry> entries, String prefix, JsonNode tree) {
    for (JsonNode entry : tree.path("tree")) {
      entries.put(
          prefix + entry.path("path").asText(),
          new BaseTree.Entry(
              entry.path("mode").asText(), entry.path("sha").asText().toLowerCase(Locale.ROOT)));
    }
  }
}
