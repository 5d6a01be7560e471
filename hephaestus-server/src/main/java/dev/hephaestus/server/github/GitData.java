package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.delivery.CommitMessage;
import dev.hephaestus.server.delivery.FileEdit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHBlob;
import org.kohsuke.github.GHCommit;
import org.kohsuke.github.GHCommitBuilder;

/**
 * Branches, commits, trees and files of one repository, through GitHub's Git data API.
 *
 * <p><i>Source:</i> GitHub's "REST API endpoints for Git database".
 */
final class GitData {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");

  private final GitHubWire wire;

  GitData(GitHubWire wire) {
    this.wire = wire;
  }

  /**
   * A commit.
   *
   * @param id its hash, in lower case
   * @param message what it says
   * @param tree its tree's hash
   * @param parents their hashes
   */
  record Commit(String id, String message, String tree, List<String> parents) {
    Commit {
      parents = List.copyOf(parents);
    }
  }

  /**
   * The commit at the end of a branch; empty when there is no such branch. It is asked for in two
   * ways before it is missed: there are servers that do not show a ref by itself.
   */
  Optional<String> head(String branch) throws TryAgainException, RefusedException {
    String name = encoded(branch);
    JsonNode ref = unlessMissing("/git/ref/heads/" + name);
    JsonNode id =
        ref.isMissingNode()
            ? unlessMissing("/branches/" + name).path("commit").path("sha")
            : ref.path("object").path("sha");
    return id.isMissingNode() ? Optional.empty() : Optional.of(id(id, "branch " + branch));
  }

  /** A commit, asked for in two ways likewise. */
  Commit commit(String id) throws TryAgainException, RefusedException {
    JsonNode told = unlessMissing("/git/commits/" + id);
    JsonNode shown = told.isMissingNode() ? wire.get("/commits/" + id) : told;
    JsonNode commit = told.isMissingNode() ? shown.path("commit") : told;
    List<String> parents = new ArrayList<>();
    for (JsonNode parent : shown.path("parents")) {
      parents.add(id(parent.path("sha"), "commit " + id));
    }
    return new Commit(
        id,
        commit.path("message").asText(""),
        id(commit.path("tree").path("sha"), "commit " + id),
        parents);
  }

  private JsonNode unlessMissing(String path) throws TryAgainException, RefusedException {
    try {
      return wire.get(path);
    } catch (RefusedException e) {
      // 409: there is not a single commit yet.
      if (e.status() == 404 || e.status() == 409) {
        return MissingNode.getInstance();
      }
      throw e;
    }
  }

  /** A tree, with all below it where that is wished and not too much. */
  JsonNode tree(String id, boolean whole) throws TryAgainException, RefusedException {
    return wire.get("/git/trees/" + id + (whole ? "?recursive=1" : ""));
  }

  /**
   * Writes a tree.
   *
   * @param inline whether the tree carries what is plain text, so that no file takes a call
   */
  String writeTree(String base, List<FileEdit> edits, boolean inline)
      throws TryAgainException, RefusedException {
    ObjectNode body = JSON.createObjectNode().put("base_tree", base);
    ArrayNode tree = body.putArray("tree");
    for (FileEdit edit : edits) {
      ObjectNode entry =
          tree.addObject()
              .put("path", edit.path())
              .put("mode", edit.executable() ? "100755" : "100644")
              .put("type", "blob");
      Optional<String> text = inline ? text(edit.content()) : Optional.empty();
      if (text.isPresent()) {
        entry.put("content", text.get());
      } else {
        entry.put("sha", writeBlob(edit.content()));
      }
    }
    return id(wire.send("POST", "/git/trees", body).path("sha"), "a tree");
  }

  private String writeBlob(byte[] content) throws TryAgainException, RefusedException {
    GHBlob blob =
        wire.make("/git/blobs", home -> home.createBlob().binaryContent(content).create());
    return id(blob.getSha(), "a blob");
  }

  /**
   * Writes a commit.
   *
   * @param when of a person's; GitHub signs an App's, but only those that name nobody
   */
  String writeCommit(String message, String tree, List<String> parents, Instant when)
      throws TryAgainException, RefusedException {
    GHCommit made =
        wire.make(
            "/git/commits",
            home -> {
              GHCommitBuilder commit = home.createCommit().message(message).tree(tree);
              parents.forEach(commit::parent);
              if (!wire.isOfAnApp()) {
                Date date = Date.from(when);
                commit
                    .author(CommitMessage.AUTHOR, CommitMessage.EMAIL, date)
                    .committer(CommitMessage.AUTHOR, CommitMessage.EMAIL, date);
              }
              return commit.create();
            });
    return id(made.getSHA1(), "a commit");
  }

  void createBranch(String branch, String commit) throws TryAgainException, RefusedException {
    wire.make("/git/refs", home -> home.createRef("refs/heads/" + branch, commit));
  }

  /** Moves a branch on, and never by force. */
  void advance(String branch, String commit) throws TryAgainException, RefusedException {
    wire.send(
        "PATCH",
        "/git/refs/heads/" + encoded(branch),
        JSON.createObjectNode().put("sha", commit).put("force", false));
  }

  private String id(JsonNode told, String what) throws TryAgainException {
    return id(told.asText(""), what);
  }

  private String id(@Nullable String told, String what) throws TryAgainException {
    String id = told == null ? "" : told.toLowerCase(Locale.ROOT);
    if (!ID.matcher(id).matches()) {
      throw new TryAgainException(
          wire.host().host() + " gives no hash for " + what, Optional.empty());
    }
    return id;
  }

  private static Optional<String> text(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** A branch's name in a path. */
  static String encoded(String branch) {
    return URLEncoder.encode(branch, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/");
  }
}
