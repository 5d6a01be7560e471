package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Trees, blobs and new commits of the Git data API: real objects in a real repository. */
final class HubObjects {
  private final Repository git;
  private final HubQuirks quirks;

  HubObjects(Repository git, HubQuirks quirks) {
    this.git = git;
    this.quirks = quirks;
  }

  HubAnswer tree(String id, boolean recursive) throws IOException {
    ObjectId object = resolved(id);
    if (object == null) {
      return HubAnswer.notFound();
    }
    boolean cut = quirks.truncating && recursive;
    ObjectNode tree = HubAnswer.object().put("sha", id).put("truncated", cut);
    ArrayNode entries = tree.putArray("tree");
    try (TreeWalk walk = new TreeWalk(git);
        RevWalk revs = new RevWalk(git)) {
      walk.addTree(revs.parseTree(object));
      while (!cut && walk.next()) {
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
    return HubAnswer.ok(tree);
  }

  HubAnswer createBlob(JsonNode body) throws IOException {
    String content = body.path("content").asText();
    byte[] bytes =
        body.path("encoding").asText().equals("base64")
            ? Base64.getMimeDecoder().decode(content)
            : content.getBytes(StandardCharsets.UTF_8);
    return HubAnswer.created(HubAnswer.object().put("sha", inserted(bytes).name()));
  }

  private ObjectId inserted(byte[] bytes) throws IOException {
    try (ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, bytes);
      inserter.flush();
      return id;
    }
  }

  HubAnswer createTree(JsonNode body) throws IOException {
    for (JsonNode entry : body.path("tree")) {
      if (quirks.withoutInlineFiles && entry.has("content")) {
        return HubAnswer.error(422, "Must supply a valid tree.sha");
      }
    }
    DirCache index = DirCache.newInCore();
    try (ObjectReader reader = git.newObjectReader();
        RevWalk walk = new RevWalk(git);
        ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId base = resolved(body.path("base_tree").asText());
      if (base != null) {
        DirCacheBuilder builder = index.builder();
        builder.addTree(new byte[0], 0, reader, walk.parseTree(base));
        builder.finish();
      }
      DirCacheEditor editor = index.editor();
      for (JsonNode entry : body.path("tree")) {
        edit(editor, entry);
      }
      editor.finish();
      ObjectId id = index.writeTree(inserter);
      inserter.flush();
      ObjectNode tree = HubAnswer.object().put("sha", id.name()).put("truncated", false);
      tree.putArray("tree");
      return HubAnswer.created(tree);
    }
  }

  private void edit(DirCacheEditor editor, JsonNode entry) throws IOException {
    String path = entry.path("path").asText();
    if (entry.has("sha") && entry.path("sha").isNull()) {
      editor.add(new DirCacheEditor.DeletePath(path));
      return;
    }
    ObjectId blob =
        entry.has("content")
            ? inserted(entry.path("content").asText().getBytes(StandardCharsets.UTF_8))
            : ObjectId.fromString(entry.path("sha").asText());
    FileMode mode = FileMode.fromBits(Integer.parseInt(entry.path("mode").asText(), 8));
    editor.add(
        new DirCacheEditor.PathEdit(path) {
          @Override
          public void apply(DirCacheEntry found) {
            found.setFileMode(mode);
            found.setObjectId(blob);
          }
        });
  }

  HubAnswer createCommit(JsonNode body) throws IOException {
    try (ObjectInserter inserter = git.newObjectInserter();
        RevWalk walk = new RevWalk(git)) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(ObjectId.fromString(body.path("tree").asText()));
      for (JsonNode parent : body.path("parents")) {
        commit.addParentId(ObjectId.fromString(parent.asText()));
      }
      commit.setAuthor(person(body.path("author")));
      commit.setCommitter(
          person(body.has("committer") ? body.path("committer") : body.path("author")));
      commit.setMessage(body.path("message").asText());
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return HubAnswer.created(flat(walk.parseCommit(id)).put("sha", id.name()));
    }
  }

  /** A commit as the Git data API shows it. */
  static ObjectNode flat(RevCommit commit) {
    ObjectNode node = HubAnswer.object().put("message", commit.getFullMessage());
    node.putObject("tree").put("sha", commit.getTree().name());
    PersonIdent author = commit.getAuthorIdent();
    node.putObject("author")
        .put("name", author.getName())
        .put("email", author.getEmailAddress())
        .put("date", author.getWhenAsInstant().toString());
    ArrayNode parents = node.putArray("parents");
    for (RevCommit parent : commit.getParents()) {
      parents.addObject().put("sha", parent.name());
    }
    return node;
  }

  private static PersonIdent person(JsonNode json) {
    Instant when =
        json.hasNonNull("date") ? Instant.parse(json.path("date").asText()) : Instant.now();
    return new PersonIdent(
        json.path("name").asText("hephaestus[bot]"),
        json.path("email").asText("bot@users.noreply.invalid"),
        when,
        ZoneOffset.UTC);
  }

  private @Nullable ObjectId resolved(String id) throws IOException {
    return id.isEmpty() ? null : git.resolve(id);
  }
}
