package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Pull requests, issues and what is said about them, with GitHub's own rule: one pull request is
 * open at a time for a branch and a base.
 */
final class HubIssues {
  private final String fullName;
  private final String web;
  private final String api;
  private final HubRefs refs;
  private final Map<Integer, ObjectNode> issues = new LinkedHashMap<>();
  private final Map<Integer, ObjectNode> pulls = new LinkedHashMap<>();
  private final Map<Integer, List<ObjectNode>> comments = new LinkedHashMap<>();
  private int ids = 1000;

  HubIssues(String fullName, String web, String api, HubRefs refs) {
    this.fullName = fullName;
    this.web = web;
    this.api = api;
    this.refs = refs;
  }

  List<ObjectNode> pulls() {
    return List.copyOf(pulls.values());
  }

  HubAnswer listPulls(Map<String, String> query) throws IOException {
    String state = query.getOrDefault("state", "open");
    String head = query.getOrDefault("head", "");
    int most = Integer.parseInt(query.getOrDefault("per_page", "30"));
    int skip = most * (Integer.parseInt(query.getOrDefault("page", "1")) - 1);
    List<ObjectNode> listed = new ArrayList<>();
    for (ObjectNode pull : pulls().reversed()) {
      boolean asked =
          (state.equals("all") || pull.path("state").asText().equals(state))
              && (head.isEmpty() || pull.path("head").path("label").asText().equals(head))
              && (!query.containsKey("base")
                  || pull.path("base").path("ref").asText().equals(query.get("base")));
      if (asked) {
        listed.add(fresh(pull));
      }
    }
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    listed.stream().skip(skip).limit(most).forEach(page::add);
    return HubAnswer.ok(page);
  }

  HubAnswer pull(int number) throws IOException {
    ObjectNode pull = pulls.get(number);
    return pull == null ? HubAnswer.notFound() : HubAnswer.ok(fresh(pull));
  }

  HubAnswer createPull(JsonNode body, String author, ObjectNode repository) throws IOException {
    String head = body.path("head").asText();
    String base = body.path("base").asText();
    if (refs.head(head) == null || refs.head(base) == null) {
      return HubAnswer.invalid("PullRequest", "Field head or base is invalid");
    }
    boolean open =
        pulls.values().stream()
            .anyMatch(
                pull ->
                    pull.path("state").asText().equals("open")
                        && pull.path("head").path("ref").asText().equals(head)
                        && pull.path("base").path("ref").asText().equals(base));
    if (open) {
      String owner = fullName.substring(0, fullName.indexOf('/'));
      return HubAnswer.invalid(
          "PullRequest", "A pull request already exists for " + owner + ":" + head + ".");
    }
    ObjectNode pull = issue(body, author, "pull");
    pull.put("draft", body.path("draft").asBoolean()).put("merged", false).putNull("merged_at");
    pull.set("head", end(head, repository));
    pull.set("base", end(base, repository));
    pull.putArray("requested_reviewers");
    pull.putArray("requested_teams");
    pulls.put(pull.path("number").asInt(), pull);
    return HubAnswer.created(fresh(pull));
  }

  HubAnswer createIssue(JsonNode body, String author) {
    return HubAnswer.created(issue(body, author, "issues"));
  }

  private ObjectNode issue(JsonNode body, String author, String kind) {
    int number = issues.size() + 1;
    ObjectNode issue =
        HubAnswer.object()
            .put("id", ++ids)
            .put("number", number)
            .put("state", "open")
            .put("title", body.path("title").asText())
            .put("body", body.path("body").asText())
            .put("created_at", Instant.now().toString())
            .put("html_url", web + "/" + fullName + "/" + kind + "/" + number)
            .put(
                "url",
                api
                    + "/repos/"
                    + fullName
                    + "/"
                    + (kind.equals("pull") ? "pulls" : kind)
                    + "/"
                    + number);
    issue
        .putObject("user")
        .put("login", author)
        .put("type", author.endsWith("[bot]") ? "Bot" : "User");
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
    return HubAnswer.ok(issue);
  }

  /** As when somebody presses the button; the base is not touched. */
  HubAnswer merged(int number) {
    ObjectNode pull = pulls.get(number);
    if (pull == null || !pull.path("state").asText().equals("open")) {
      return HubAnswer.error(405, "Pull Request is not mergeable");
    }
    pull.put("state", "closed").put("merged", true).put("merged_at", Instant.now().toString());
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

  HubAnswer comment(int number, JsonNode body, String author) {
    if (!issues.containsKey(number)) {
      return HubAnswer.notFound();
    }
    ObjectNode comment =
        HubAnswer.object()
            .put("id", ++ids)
            .put("body", body.path("body").asText())
            .put("created_at", Instant.now().toString());
    comment.putObject("user").put("login", author);
    comments.computeIfAbsent(number, none -> new ArrayList<>()).add(comment);
    return HubAnswer.created(comment);
  }

  HubAnswer comments(int number) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    comments.getOrDefault(number, List.of()).forEach(list::add);
    return issues.containsKey(number) ? HubAnswer.ok(list) : HubAnswer.notFound();
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
                + fullName
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

  private ObjectNode end(String branch, ObjectNode repository) {
    String owner = fullName.substring(0, fullName.indexOf('/'));
    ObjectNode end = HubAnswer.object().put("ref", branch).put("label", owner + ":" + branch);
    end.set("repo", repository);
    return end;
  }

  /** With its commits as they are now. */
  private ObjectNode fresh(ObjectNode pull) throws IOException {
    for (String which : List.of("head", "base")) {
      ObjectNode end = (ObjectNode) pull.path(which);
      ObjectId id = refs.head(end.path("ref").asText());
      if (id != null) {
        end.put("sha", id.name());
      }
    }
    return pull;
  }
}
