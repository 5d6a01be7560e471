package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.delivery.BaseTree;
import dev.hephaestus.server.delivery.BranchName;
import dev.hephaestus.server.delivery.CommitMessage;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.FileEdit;
import dev.hephaestus.server.delivery.PatchedFiles;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.GitHubSession.Permission;
import dev.hephaestus.server.repair.FileChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.github.GHCommit;
import org.kohsuke.github.GHCommitBuilder;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTree;
import org.kohsuke.github.GHTreeEntry;

/**
 * The branch of a solution on GitHub, with its one commit, made through the Git data API.
 *
 * <p>Everything before the branch is created is nowhere to be seen, and made anew leads to the same
 * objects; so it may break off at any call.
 */
final class FixBranch {
  private static final int SEARCHED_COMMITS = 30;

  private static final int INLINE_FROM = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GitHubSession session;
  private final GHRepository repo;
  private final Solution solution;
  private final String base;
  private final String name;

  FixBranch(GitHubSession session, GHRepository repo, Solution solution, String base) {
    this.session = session;
    this.repo = repo;
    this.solution = solution;
    this.base = base;
    this.name = BranchName.of(solution);
  }

  /**
   * The branch as it stands.
   *
   * @param head the commit at its end
   * @param parent the commit that the solution stands on
   */
  record Standing(String head, String parent) {}

  /** The branch, when it is there with the solution. */
  Optional<Standing> standing() throws TryAgainException, RefusedException {
    List<GHCommit> commits = commits(name, SEARCHED_COMMITS);
    for (GHCommit commit : commits) {
      GHCommit.ShortInfo info =
          session.call("read a commit of", Permission.CONTENTS_READ, commit::getCommitShortInfo);
      if (CommitMessage.carries(info.getMessage(), solution)) {
        List<String> parents = commit.getParentSHA1s();
        return Optional.of(
            new Standing(
                commits.get(0).getSHA1(),
                parents.isEmpty() ? solution.baseCommit() : parents.get(0)));
      }
    }
    if (!commits.isEmpty()) {
      throw new DeliveryException(
          session.repository().fullName()
              + " has a branch "
              + name
              + " already, without solution "
              + solution.id()
              + "; rename or delete it and deliver again",
          false);
    }
    return Optional.empty();
  }

  /** The end of the base. */
  GHCommit baseHead() throws TryAgainException, RefusedException {
    return commits(base, 1).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new DeliveryException(
                    session.repository().fullName()
                        + " has no branch "
                        + base
                        + " to base a fix on",
                    false));
  }

  /**
   * Makes it.
   *
   * @param judged the solution as it was judged on {@code parent}
   */
  Standing create(Solution judged, GHCommit parent) throws TryAgainException, RefusedException {
    String baseTree =
        session
            .call("read a commit of", Permission.CONTENTS_READ, parent::getCommitShortInfo)
            .getTreeSHA1();
    Map<String, BaseTree.Entry> entries = entries(baseTree, judged);
    List<FileEdit> edits =
        PatchedFiles.on(
            path -> Optional.ofNullable(entries.get(path)),
            judged,
            base + " of " + session.repository().fullName());
    String commit = commit(judged, parent.getSHA1(), tree(baseTree, edits));
    try {
      session.call(
          "create a branch in",
          Permission.CONTENTS_WRITE,
          () -> repo.createRef("refs/heads/" + name, commit));
    } catch (RefusedException e) {
      if (e.status() == 422 && e.says("already exists")) {
        throw new TryAgainException(e.sentence(), Optional.empty());
      }
      throw e;
    }
    return new Standing(commit, parent.getSHA1());
  }

  /** Many files take no call each: then the tree carries what is plain text. */
  private String tree(String baseTree, List<FileEdit> edits)
      throws TryAgainException, RefusedException {
    ObjectNode body = JSON.createObjectNode().put("base_tree", baseTree);
    ArrayNode tree = body.putArray("tree");
    for (FileEdit edit : edits) {
      ObjectNode entry =
          tree.addObject()
              .put("path", edit.path())
              .put("mode", edit.executable() ? "100755" : "100644")
              .put("type", "blob");
      Optional<String> text = edits.size() < INLINE_FROM ? Optional.empty() : text(edit.content());
      if (text.isPresent()) {
        entry.put("content", text.get());
      } else {
        entry.put("sha", blob(edit.content()));
      }
    }
    return made("write a tree in", "/git/trees", body);
  }

  private String blob(byte[] content) throws TryAgainException, RefusedException {
    return made(
        "write a file in",
        "/git/blobs",
        JSON.createObjectNode()
            .put("encoding", "base64")
            .put("content", Base64.getEncoder().encodeToString(content)));
  }

  private String made(String doing, String path, ObjectNode body)
      throws TryAgainException, RefusedException {
    return session.call(
        doing,
        Permission.CONTENTS_WRITE,
        () -> {
          String sha = session.json().post(path, body).path("sha").asText("");
          if (sha.isEmpty()) {
            throw new IOException("an answer without a hash");
          }
          return sha;
        });
  }

  private static Optional<String> text(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)
        ? Optional.of(text)
        : Optional.empty();
  }

  private String commit(Solution judged, String parent, String tree)
      throws TryAgainException, RefusedException {
    GHCommitBuilder commit =
        repo.createCommit().message(CommitMessage.of(judged, parent)).tree(tree).parent(parent);
    if (!session.isOfAnApp()) {
      // GitHub signs an App's commits, but only those that name nobody else.
      Date created = Date.from(judged.created());
      commit.author(CommitMessage.AUTHOR, CommitMessage.EMAIL, created);
      commit.committer(CommitMessage.AUTHOR, CommitMessage.EMAIL, created);
    }
    return session.call("write a commit in", Permission.CONTENTS_WRITE, commit::create).getSHA1();
  }

  /** The newest commits of a branch; none when it is not there. */
  private List<GHCommit> commits(String branch, int count)
      throws TryAgainException, RefusedException {
    try {
      return session.call(
          "read the branches of",
          Permission.CONTENTS_READ,
          () -> {
            List<GHCommit> commits = new ArrayList<>();
            for (GHCommit commit : repo.queryCommits().from(branch).pageSize(count).list()) {
              commits.add(commit);
              if (commits.size() >= count) {
                break;
              }
            }
            return commits;
          });
    } catch (RefusedException e) {
      if (e.status() == 404 || (e.status() == 422 && e.says("No commit found"))) {
        return List.of();
      }
      throw e;
    }
  }

  /** What stands at the solution's paths and at the folders above them. */
  private Map<String, BaseTree.Entry> entries(String tree, Solution judged)
      throws TryAgainException, RefusedException {
    Set<String> folders = new HashSet<>();
    List<String> paths =
        new ArrayList<>(judged.patch().changes().stream().map(FileChange::path).toList());
    judged.verdict().reproduction().ifPresent(test -> paths.add(test.path()));
    for (String path : paths) {
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        folders.add(path.substring(0, slash));
      }
    }
    Map<String, BaseTree.Entry> entries = new HashMap<>();
    GHTree whole =
        session.call(
            "read the files of", Permission.CONTENTS_READ, () -> repo.getTreeRecursive(tree, 1));
    if (whole.isTruncated()) {
      list("", tree, folders, entries);
    } else {
      whole.getTree().forEach(entry -> entries.put(entry.getPath(), entry(entry)));
    }
    return entries;
  }

  /** A repository too large for one answer is read along the paths that are needed. */
  private void list(
      String prefix, String tree, Set<String> folders, Map<String, BaseTree.Entry> entries)
      throws TryAgainException, RefusedException {
    GHTree folder =
        session.call("read the files of", Permission.CONTENTS_READ, () -> repo.getTree(tree));
    for (GHTreeEntry entry : folder.getTree()) {
      String path = prefix + entry.getPath();
      entries.put(path, entry(entry));
      if (folders.contains(path) && "tree".equals(entry.getType())) {
        list(path + "/", entry.getSha(), folders, entries);
      }
    }
  }

  private static BaseTree.Entry entry(GHTreeEntry entry) {
    return new BaseTree.Entry(entry.getMode(), entry.getSha());
  }
}
