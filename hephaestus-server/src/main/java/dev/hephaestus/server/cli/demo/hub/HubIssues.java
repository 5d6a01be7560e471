package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Pull requests, issues and what is said about them, with GitHub's own rule: one pull request is
 * open at a time for a branch and a base.
 */
final class HubIssues {
  private final HubRepository home;
  private final String web;
  private final String api;
  private final HubQuirks quirks;
  private final Map<Integer, ObjectNode> issues = new LinkedHashMap<>();
  private final Map<Integer, ObjectNode> pulls = new LinkedHashMap<>();
  private int ids = 1000;

  HubIssues(HubRepository home, String web, String api, HubQuirks quirks) {
    this.home = home;
    this.web = web;
    this.api = api;
    this.quirks = quirks;
  }

  List<ObjectNode> pulls() {
    return List.copyOf(pulls.values());
  }

  HubAnswer listPulls(Map<String, String> query) throws IOException {
    String state = query.getOrDefault("state", "open");
    String head = query.getOrDefault("head", "");
    ArrayNode listed = JsonNodeFactory.instance.arrayNode();
    for (ObjectNode pull : pulls().reversed()) {
      boolean asked =
          (state.equals("all") || pull.path("state").asText().equals(state))
              && (quirks.withoutFilters || isMeant(pull, head, query.getOrDefault("base", "")));
      if (asked) {
        listed.add(fresh(pull));
      }
    }
    return HubAnswer.ok(listed);
  }

  private static boolean isMeant(ObjectNode pull, String head, String base) {
    return (head.isEmpty() || pull.path("head").path("label").asText().equals(head))
        && (base.isEmpty() || pull.path("base").path("ref").asText().equals(base));
  }

  HubAnswer pull(int number) throws IOException {
    ObjectNode pull = pulls.get(number);
    return pull == null ? HubAnswer.notFound() : HubAnswer.ok(fresh(pull));
  }

  HubAnswer createPull(JsonNode body, String author, ObjectNode repository) throws IOException {
    String head = body.path("head").asText();
    String base = body.path("base").asText();
    if (home.refs().head(head) == null || home.refs().head(base) == null) {
      return HubAnswer.invalid("PullRequest", "Field head or base is invalid");
    }
    if (quirks.withoutDrafts && body.path("draft").asBoolean()) {
      return HubAnswer.error(422, "Draft pull requests are not supported in this repository.");
    }
    boolean open =
        pulls.values().stream()
            .anyMatch(
                pull ->
                    pull.path("state").asText().equals("open")
                        && pull.path("head")
                            .path("repo")
                            .path("full_name")
                            .equals(repository.path("full_name"))
                        && pull.path("head").path("ref").asText().equals(head)
                        && pull.path("base").path("ref").asText().equals(base));
    if (open) {
      String owner = owner();
      return HubAnswer.invalid(
          "PullRequest", "A pull request already exists for " + owner + ":" + head + ".");
    }
    ObjectNode pull = issue(body, author, "pull");
    pull.put("draft", body.path("draft").asBoolean()).put("merged", false).putNull("merged_at");
    pull.set("head", end(head, repository));
    pull.set("base", end(base, repository));
    pull.putArray("requested_reviewers");
    pull.putArray("requested_teams");
    pull.put("mergeable", true);
    pulls.put(pull.path("number").asInt(), pull);
    return HubAnswer.created(fresh(pull));
  }

  HubAnswer createIssue(JsonNode body, String author) {
    return HubAnswer.created(issue(body, author, "issues"));
  }

  private ObjectNode issue(JsonNode body, String author, String kind) {
    int number = issues.size() + 1;
    String now = home.talk().tick().toString();
    ObjectNode issue =
        HubAnswer.object()
            .put("id", ++ids)
            .put("number", number)
            .put("state", "open")
            .put("title", body.path("title").asText())
            .put("body", body.path("body").asText())
            .put("created_at", now)
            .put("updated_at", now)
            .put("html_url", web + "/" + home.fullName() + "/" + kind + "/" + number)
            .put(
                "url",
                api
                    + "/repos/"
                    + home.fullName()
                    + "/"
                    + (kind.equals("pull") ? "pulls" : kind)
                    + "/"
                    + number);
    issue.set("user", HubTalk.user(author));
    issue.putArray("labels");
    issues.put(number, issue);
    return issue;
  }

  HubAnswer issue(int number) {
    ObjectNode issue = issues.get(number);
    return issue == null ? HubAnswer.notFound() : HubAnswer.ok(issue);
  }

  /** Changes what may be changed of an issue or a pull request. */
  HubAnswer change(int number, JsonNode body) {
    ObjectNode issue = issues.get(number);
    if (issue == null) {
      return HubAnswer.notFound();
    }
    for (String name : Set.of("title", "body", "state")) {
      if (body.hasNonNull(name)) {
        issue.put(name, body.path(name).asText());
      }
    }
    touched(number);
    return HubAnswer.ok(issue);
  }

  /** As when somebody presses the button; the base is not touched. */
  HubAnswer merged(int number) {
    ObjectNode pull = pulls.get(number);
    if (pull == null || !pull.path("state").asText().equals("open")) {
      return HubAnswer.error(405, "Pull Request is not mergeable");
    }
    String now = home.talk().tick().toString();
    pull.put("state", "closed").put("merged", true).put("merged_at", now).put("updated_at", now);
    pull.put("merge_commit_sha", pull.path("head").path("sha").asText());
    return HubAnswer.ok(HubAnswer.object().put("merged", true));
  }

  HubAnswer label(int number, JsonNode body) {
    ObjectNode issue = issues.get(number);
    if (issue == null) {
      return HubAnswer.notFound();
    }
    ArrayNode labels = (ArrayNode) issue.path("labels");
    for (JsonNode label : body.isArray() ? body : body.path("labels")) {
      boolean there = labels.findValuesAsText("name").contains(label.asText());
      if (!there) {
        labels.addObject().put("name", label.asText());
      }
    }
    return HubAnswer.ok(labels);
  }

  /** Whether there is such an issue or pull request. */
  boolean has(int number) {
    return issues.containsKey(number);
  }

  ObjectNode touched(int number) {
    ObjectNode issue = Objects.requireNonNull(issues.get(number), "issue " + number);
    return issue.put("updated_at", home.talk().tick().toString());
  }

  HubAnswer request(int number, JsonNode body, Set<String> people) throws IOException {
    ObjectNode pull = pulls.get(number);
    if (pull == null) {
      return HubAnswer.notFound();
    }
    String author = pull.path("user").path("login").asText();
    for (JsonNode asked : body.path("reviewers")) {
      if (asked.asText().equalsIgnoreCase(author)) {
        return HubAnswer.error(422, "Review cannot be requested from pull request author.");
      }
      if (!people.contains(asked.asText())) {
        return HubAnswer.error(
            422,
            "Reviews may only be requested from collaborators. One or more of the users or teams"
                + " you specified is not a collaborator of the "
                + home.fullName()
                + " repository.");
      }
    }
    add(pull, "requested_reviewers", "login", body.path("reviewers"));
    add(pull, "requested_teams", "slug", body.path("team_reviewers"));
    return HubAnswer.created(fresh(pull));
  }

  private static void add(ObjectNode pull, String list, String name, JsonNode asked) {
    ArrayNode there = (ArrayNode) pull.path(list);
    for (JsonNode each : asked) {
      if (!there.findValuesAsText(name).contains(each.asText())) {
        there.addObject().put(name, each.asText());
      }
    }
  }

  private String owner() {
    String name = home.fullName();
    return name.substring(0, name.indexOf('/'));
  }

  private ObjectNode end(String branch, ObjectNode repository) {
    String owner = owner();
    ObjectNode end = HubAnswer.object().put("ref", branch).put("label", owner + ":" + branch);
    end.set("repo", repository);
    return end;
  }

  /** With its commits as they are now. */
  private ObjectNode fresh(ObjectNode pull) throws IOException {
    for (String which : List.of("head", "base")) {
      ObjectNode end = (ObjectNode) pull.path(which);
      ObjectId id = home.refs().head(end.path("ref").asText());
      if (id != null) {
        end.put("sha", id.name());
      }
    }
    int number = pull.path("number").asInt();
    return pull.deepCopy().put("updated_at", home.talk().changed(number, updated(pull)));
  }

  private static String updated(ObjectNode issue) {
    return issue.path("updated_at").asText();
  }
}
