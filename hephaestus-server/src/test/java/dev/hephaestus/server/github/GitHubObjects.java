package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.github.FakeGitHub.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** The fake's Git data API: real objects in a real repository. */
final class GitHubObjects {
  private final Repository repository;

  /** Whether recursive trees come cut, as GitHub cuts those of large repositories. */
  boolean truncating;

  GitHubObjects(Repository repository) {
    this.repository = repository;
  }

  @Nullable ObjectId branch(String name) throws IOException {
    return repository.resolve("refs/heads/" + name);
  }

  Answer commits(String ref, int limit) throws IOException {
    ObjectId tip = branch(ref);
    if (tip == null) {
      return Answer.error(404, "Not Found");
    }
    ArrayNode list = FakeGitHub.array();
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(tip));
      for (RevCommit commit : walk) {
        if (list.size() < limit) {
          list.add(listed(commit));
        }
      }
    }
    return Answer.of(200, list);
  }

  Answer tree(String id, boolean recursive) throws IOException {
    ObjectId object = repository.resolve(id);
    if (object == null) {
      return Answer.error(404, "Not Found");
    }
    ObjectNode tree = FakeGitHub.object().put("sha", id);
    ArrayNode entries = tree.putArray("tree");
    try (TreeWalk walk = new TreeWalk(repository);
        RevWalk revs = new RevWalk(repository)) {
      walk.addTree(revs.parseTree(object));
      while (walk.next() && !(truncating && recursive)) {
        boolean folder = FileMode.TREE.equals(walk.getRawMode(0));
        entries
            .addObject()
            .put("path", walk.getPathString())
            .put("mode", folder ? "040000" : walk.getFileMode(0).toString())
            .put("type", folder ? "tree" : "blob")
            .put("sha", walk.getObjectId(0).name());
        if (folder && recursive) {
          walk.enterSubtree();
        }
      }
    }
    return Answer.of(200, tree.put("truncated", truncating && recursive));
  }

  Answer createBlob(JsonNode body) throws IOException {
    String content = body.path("content").asText();
    byte[] bytes =
        body.path("encoding").asText().equals("base64")
            ? Base64.getDecoder().decode(content)
            : content.getBytes(StandardCharsets.UTF_8);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, bytes);
      inserter.flush();
      return Answer.of(201, FakeGitHub.object().put("sha", id.name()));
    }
  }

  Answer createTree(JsonNode body) throws IOException {
    DirCache index = DirCache.newInCore();
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(repository);
        ObjectInserter inserter = repository.newObjectInserter()) {
      DirCacheBuilder builder = index.builder();
      ObjectId base = ObjectId.fromString(body.path("base_tree").asText());
      builder.addTree(new byte[0], 0, reader, walk.parseTree(base));
      builder.finish();
      DirCacheEditor editor = index.editor();
      for (JsonNode entry : body.path("tree")) {
        ObjectId blob =
            entry.has("content")
                ? inserter.insert(
                    Constants.OBJ_BLOB,
                    entry.path("content").asText().getBytes(StandardCharsets.UTF_8))
                : ObjectId.fromString(entry.path("sha").asText());
        FileMode mode = FileMode.fromBits(Integer.parseInt(entry.path("mode").asText(), 8));
        editor.add(
            new DirCacheEditor.PathEdit(entry.path("path").asText()) {
              @Override
              public void apply(DirCacheEntry found) {
                found.setFileMode(mode);
                found.setObjectId(blob);
              }
            });
      }
      editor.finish();
      ObjectId id = index.writeTree(inserter);
      inserter.flush();
      ObjectNode tree = FakeGitHub.object().put("sha", id.name()).put("truncated", false);
      tree.putArray("tree");
      return Answer.of(201, tree);
    }
  }

  Answer createCommit(JsonNode body) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter();
        RevWalk walk = new RevWalk(repository)) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(ObjectId.fromString(body.path("tree").asText()));
      for (JsonNode parent : body.path("parents")) {
        commit.addParentId(ObjectId.fromString(parent.asText()));
      }
      commit.setAuthor(person(body.path("author")));
      commit.setCommitter(person(body.path("committer")));
      commit.setMessage(body.path("message").asText());
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return Answer.of(201, flat(walk.parseCommit(id)).put("sha", id.name()));
    }
  }

  Answer createRef(JsonNode body) throws IOException {
    String name = body.path("ref").asText();
    RefUpdate update = repository.updateRef(name);
    update.setExpectedOldObjectId(ObjectId.zeroId());
    update.setNewObjectId(ObjectId.fromString(body.path("sha").asText()));
    if (repository.exactRef(name) != null || update.update() != RefUpdate.Result.NEW) {
      return Answer.error(422, "Reference already exists");
    }
    ObjectNode ref = FakeGitHub.object().put("ref", name);
    ref.putObject("object").put("type", "commit").put("sha", body.path("sha").asText());
    return Answer.of(201, ref);
  }

  Answer ref(String branch) throws IOException {
    ObjectId tip = branch(branch);
    if (tip == null) {
      return Answer.error(404, "Not Found");
    }
    ObjectNode ref = FakeGitHub.object().put("ref", "refs/heads/" + branch);
    ref.putObject("object").put("type", "commit").put("sha", tip.name());
    return Answer.of(200, ref);
  }

  Answer updateRef(String branch, JsonNode body) throws IOException {
    RefUpdate update = repository.updateRef("refs/heads/" + branch);
    update.setNewObjectId(ObjectId.fromString(body.path("sha").asText()));
    update.setForceUpdate(body.path("force").asBoolean(false));
    try (RevWalk walk = new RevWalk(repository)) {
      return update.update(walk) == RefUpdate.Result.FAST_FORWARD
          ? ref(branch)
          : Answer.error(422, "Update is not a fast forward");
    }
  }

  Answer commit(String id) throws IOException {
    ObjectId found = repository.resolve(id);
    if (found == null) {
      return Answer.error(404, "Not Found");
    }
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(found);
      return Answer.of(200, flat(commit).put("sha", commit.name()));
    }
  }

  private static PersonIdent person(JsonNode json) {
    return new PersonIdent(
        json.path("name").asText(),
        json.path("email").asText(),
        Instant.parse(json.path("date").asText()),
        ZoneOffset.UTC);
  }

  private static ObjectNode listed(RevCommit commit) {
    ObjectNode node = FakeGitHub.object().put("sha", commit.name());
    ObjectNode flat = flat(commit);
    node.set("parents", flat.remove("parents"));
    node.set("commit", flat);
    return node;
  }

  private static ObjectNode flat(RevCommit commit) {
    ObjectNode node = FakeGitHub.object().put("message", commit.getFullMessage());
    node.putObject("tree").put("sha", commit.getTree().name());
    ArrayNode parents = node.putArray("parents");
    for (RevCommit parent : commit.getParents()) {
      parents.addObject().put("sha", parent.name());
    }
    return node;
  }
}
