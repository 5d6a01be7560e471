package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.delivery.BaseTree;
import dev.hephaestus.server.delivery.CommitMessage;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.FileEdit;
import dev.hephaestus.server.delivery.PatchedFiles;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.repair.FileChange;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts another fix on the branch of a pull request, as a further commit and never by force: what
 * the base branch has become, with that fix on it. Where the base has moved, the commit is a merge.
 *
 * <p>It may break off at any call and be done again: a branch whose newest commit carries the fix
 * is done.
 */
final class FurtherCommit {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GitHubWire wire;
  private final Solution found;
  private final JudgedHere judged;
  private final PullState pull;
  private final String ours;

  /** How it ended. */
  sealed interface Outcome {}

  /** The branch has it. */
  record Pushed(String commit) implements Outcome {}

  /** The branch had just that already. */
  record Same() implements Outcome {}

  /** Somebody else has committed to the branch, and it is theirs now. */
  record TheirBranch() implements Outcome {}

  /** It does not hold on what the base has become, or the repository does not want it. */
  record Unwanted(String reason) implements Outcome {}

  /**
   * @param judged judges the fix on what the base has become
   * @param ours our last commit on the branch
   */
  FurtherCommit(
      GitHubWire wire, Solution solution, JudgedHere judged, PullState pull, String ours) {
    this.wire = wire;
    this.found = solution;
    this.judged = judged;
    this.pull = pull;
    this.ours = ours;
  }

  Outcome push() throws TryAgainException, RefusedException {
    String tip = head(pull.branch());
    JsonNode newest = wire.get("/git/commits/" + tip);
    if (CommitMessage.carries(newest.path("message").asText(""), found)) {
      return new Pushed(tip);
    }
    if (!tip.equals(ours)) {
      return new TheirBranch();
    }
    String base = head(pull.base());
    try {
      return push(judged.on(base), base, tip, newest.path("tree").path("sha").asText(""));
    } catch (DeliveryException e) {
      if (e.isRetryable()) {
        throw new TryAgainException(String.valueOf(e.getMessage()), Optional.empty());
      }
      return new Unwanted(String.valueOf(e.getMessage()));
    }
  }

  private Outcome push(Solution solution, String base, String tip, String tipTree)
      throws TryAgainException, RefusedException {
    String tree = wire.get("/git/commits/" + base).path("tree").path("sha").asText("");
    Map<String, BaseTree.Entry> entries = entries(tree, solution);
    List<FileEdit> edits =
        PatchedFiles.on(path -> Optional.ofNullable(entries.get(path)), solution, pull.base());
    List<String> parents = parents(tip, base);
    String written = tree(tree, edits);
    return written.equals(tipTree) && parents.size() == 1
        ? new Same()
        : advance(commit(solution, parents, written, base));
  }

  private String head(String branch) throws TryAgainException, RefusedException {
    return wire.get("/git/ref/heads/" + branch).path("object").path("sha").asText("");
  }

  /** The branch's newest commit, and the base's where the branch has not got it yet. */
  private List<String> parents(String tip, String base) throws TryAgainException, RefusedException {
    int behind =
        wire.get("/compare/" + base + "..." + tip + "?per_page=1").path("behind_by").asInt();
    return behind == 0 ? List.of(tip) : List.of(tip, base);
  }

  private String tree(String base, List<FileEdit> edits)
      throws TryAgainException, RefusedException {
    ObjectNode tree = JSON.createObjectNode().put("base_tree", base);
    ArrayNode entries = tree.putArray("tree");
    for (FileEdit edit : edits) {
      ObjectNode blob =
          JSON.createObjectNode()
              .put("content", Base64.getEncoder().encodeToString(edit.content()))
              .put("encoding", "base64");
      entries
          .addObject()
          .put("path", edit.path())
          .put("mode", edit.executable() ? "100755" : "100644")
          .put("type", "blob")
          .put("sha", wire.send("POST", "/git/blobs", blob).path("sha").asText(""));
    }
    return wire.send("POST", "/git/trees", tree).path("sha").asText("");
  }

  private String commit(Solution solution, List<String> parents, String tree, String base)
      throws TryAgainException, RefusedException {
    ObjectNode commit =
        JSON.createObjectNode().put("message", CommitMessage.of(solution, base)).put("tree", tree);
    parents.forEach(commit.putArray("parents")::add);
    for (String who : List.of("author", "committer")) {
      commit
          .putObject(who)
          .put("name", CommitMessage.AUTHOR)
          .put("email", CommitMessage.EMAIL)
          .put("date", solution.created().toString());
    }
    return wire.send("POST", "/git/commits", commit).path("sha").asText("");
  }

  private Outcome advance(String commit) throws TryAgainException, RefusedException {
    ObjectNode ref = JSON.createObjectNode().put("sha", commit).put("force", false);
    try {
      wire.send("PATCH", "/git/refs/heads/" + pull.branch(), ref);
      return new Pushed(commit);
    } catch (RefusedException e) {
      if (e.status() == 422 && e.says("fast forward")) {
        return new TheirBranch();
      }
      throw e;
    }
  }

  /** What stands at the fix's paths and above them. */
  private Map<String, BaseTree.Entry> entries(String tree, Solution solution)
      throws TryAgainException, RefusedException {
    JsonNode whole = wire.get("/git/trees/" + tree + "?recursive=1");
    Map<String, BaseTree.Entry> entries = new HashMap<>();
    add(entries, "", whole);
    if (whole.path("truncated").asBoolean(false)) {
      entries.clear();
      add(entries, "", wire.get("/git/trees/" + tree));
      for (String folder : folders(solution)) {
        BaseTree.Entry known = entries.get(folder);
        if (known != null && known.mode().endsWith("40000")) {
          add(entries, folder + "/", wire.get("/git/trees/" + known.id()));
        }
      }
    }
    return entries;
  }

  /** The folders above the fix's files, each behind those above it. */
  private static Set<String> folders(Solution solution) {
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
          new BaseTree.Entry(entry.path("mode").asText(), entry.path("sha").asText()));
    }
  }
}
