package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Branches, and the commits that they lead to. */
final class HubRefs {
  private static final String HEADS = "refs/heads/";
  private static final int MOST_COMMITS = 1_000;
  private final Repository git;

  HubRefs(Repository git) {
    this.git = git;
  }

  @Nullable ObjectId head(String branch) throws IOException {
    Ref ref = git.exactRef(HEADS + branch);
    return ref == null ? null : ref.getObjectId();
  }

  /** The commits of a ref or commit, newest first, of one file where a path is given. */
  HubAnswer commits(Map<String, String> query, String defaultBranch) throws IOException {
    String from = query.getOrDefault("sha", defaultBranch);
    ObjectId tip = head(from);
    if (tip == null
        && ObjectId.isId(from)
        && git.getObjectDatabase().has(ObjectId.fromString(from))) {
      tip = ObjectId.fromString(from);
    }
    if (tip == null) {
      return HubAnswer.notFound();
    }
    int most = MOST_COMMITS;
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    try (RevWalk walk = new RevWalk(git)) {
      walk.markStart(walk.parseCommit(tip));
      if (query.containsKey("path")) {
        walk.setTreeFilter(
            AndTreeFilter.create(PathFilter.create(query.get("path")), TreeFilter.ANY_DIFF));
      }
      for (RevCommit commit : walk) {
        if (list.size() == most) {
          break;
        }
        list.add(listed(walk.parseCommit(commit)));
      }
    }
    return HubAnswer.ok(list);
  }

  HubAnswer commit(String id) throws IOException {
    ObjectId object = ObjectId.isId(id) ? ObjectId.fromString(id) : head(id);
    if (object == null || !git.getObjectDatabase().has(object)) {
      return HubAnswer.error(422, "No commit found for SHA: " + id);
    }
    try (RevWalk walk = new RevWalk(git)) {
      return HubAnswer.ok(listed(walk.parseCommit(object)));
    }
  }

  /** A commit as the Git data API shows it, by its hash only. */
  HubAnswer gitCommit(String id) throws IOException {
    if (!ObjectId.isId(id) || !git.getObjectDatabase().has(ObjectId.fromString(id))) {
      return HubAnswer.notFound();
    }
    try (RevWalk walk = new RevWalk(git)) {
      return HubAnswer.ok(
          HubObjects.flat(walk.parseCommit(ObjectId.fromString(id))).put("sha", id));
    }
  }

  HubAnswer ref(String name) throws IOException {
    Ref ref = git.exactRef("refs/" + name);
    if (ref == null && git.getRefDatabase().getRefsByPrefix(HEADS).isEmpty()) {
      return HubAnswer.error(409, "Git Repository is empty.");
    }
    return ref == null
        ? HubAnswer.notFound()
        : HubAnswer.ok(shown(ref.getName(), ref.getObjectId()));
  }

  HubAnswer branch(String name) throws IOException {
    ObjectId tip = head(name);
    if (tip == null) {
      return HubAnswer.error(404, "Branch not found");
    }
    ObjectNode branch = HubAnswer.object().put("name", name).put("protected", false);
    branch.putObject("commit").put("sha", tip.name());
    return HubAnswer.ok(branch);
  }

  HubAnswer create(JsonNode body) throws IOException {
    String name = body.path("ref").asText();
    if (!name.startsWith(HEADS)) {
      return HubAnswer.error(422, "Reference name must start with 'refs/' and have two slashes.");
    }
    if (git.exactRef(name) != null) {
      return HubAnswer.error(422, "Reference already exists");
    }
    RefUpdate update = git.updateRef(name);
    update.setExpectedOldObjectId(ObjectId.zeroId());
    update.setNewObjectId(ObjectId.fromString(body.path("sha").asText()));
    return update.update() == RefUpdate.Result.NEW
        ? HubAnswer.created(shown(name, update.getNewObjectId()))
        : HubAnswer.error(422, "Reference already exists");
  }

  HubAnswer move(String name, JsonNode body) throws IOException {
    RefUpdate update = git.updateRef("refs/" + name);
    update.setNewObjectId(ObjectId.fromString(body.path("sha").asText()));
    update.setForceUpdate(body.path("force").asBoolean());
    return switch (update.update()) {
      case FAST_FORWARD, FORCED, NO_CHANGE ->
          HubAnswer.ok(shown("refs/" + name, update.getNewObjectId()));
      default -> HubAnswer.error(422, "Update is not a fast forward");
    };
  }

  HubAnswer delete(String name) throws IOException {
    if (git.exactRef("refs/" + name) == null) {
      return HubAnswer.error(422, "Reference does not exist");
    }
    RefUpdate update = git.updateRef("refs/" + name);
    update.setForceUpdate(true);
    update.delete();
    return HubAnswer.nothing();
  }

  private static ObjectNode shown(String name, ObjectId id) {
    ObjectNode ref = HubAnswer.object().put("ref", name);
    ref.putObject("object").put("type", "commit").put("sha", id.name());
    return ref;
  }

  /** With its author's login where the address tells it, as GitHub does. */
  private static ObjectNode listed(RevCommit commit) {
    ObjectNode node = HubAnswer.object().put("sha", commit.name());
    ObjectNode flat = HubObjects.flat(commit);
    node.set("parents", flat.remove("parents"));
    node.set("commit", flat);
    PersonIdent author = commit.getAuthorIdent();
    String address = author.getEmailAddress();
    if (address.endsWith("@users.noreply.github.com")) {
      String login = address.substring(0, address.indexOf('@')).replaceFirst("^\\d+\\+", "");
      node.putObject("author")
          .put("login", login)
          .put("type", login.endsWith("[bot]") ? "Bot" : "User");
    } else {
      node.putNull("author");
    }
    return node;
  }
}
