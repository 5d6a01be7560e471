package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.github.FakeGitHub.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fake's pull requests, with GitHub's own rule: one open at a time for a branch and a base. */
final class GitHubPulls {
  final List<ObjectNode> all = new ArrayList<>();

  /** As in private repositories on some plans. */
  boolean draftsAreRefused;

  private final GitHubObjects objects;
  private final String web;

  GitHubPulls(GitHubObjects objects, String web) {
    this.objects = objects;
    this.web = web;
  }

  ObjectNode repository() {
    ObjectNode repository =
        FakeGitHub.object()
            .put("id", 1)
            .put("name", "shop")
            .put("full_name", "acme/shop")
            .put("default_branch", "main")
            .put("private", true)
            .put("html_url", web + "/acme/shop");
    repository.putObject("owner").put("login", "acme").put("id", 2);
    return repository;
  }

  Answer list(Map<String, String> query, int limit) {
    String state = query.getOrDefault("state", "open");
    String head = query.getOrDefault("head", "").replaceFirst("^acme:", "");
    ArrayNode list = FakeGitHub.array();
    for (ObjectNode pull : all.reversed()) {
      boolean listed =
          (state.equals("all") || pull.path("state").asText().equals(state))
              && (head.isEmpty() || pull.path("head").path("ref").asText().equals(head))
              && (!query.containsKey("base")
                  || pull.path("base").path("ref").asText().equals(query.get("base")));
      if (listed && list.size() < limit) {
        list.add(pull);
      }
    }
    return Answer.of(200, list);
  }

  Answer get(int number) {
    return number > all.size()
        ? Answer.error(404, "Not Found")
        : Answer.of(200, all.get(number - 1));
  }

  Answer create(JsonNode body) throws IOException {
    String head = body.path("head").asText();
    if (objects.branch(head) == null) {
      return invalid("Field head is invalid");
    }
    if (draftsAreRefused && body.path("draft").asBoolean()) {
      return Answer.error(422, "Draft pull requests are not supported in this repository.");
    }
    boolean open =
        all.stream()
            .anyMatch(
                pull ->
                    pull.path("state").asText().equals("open")
                        && pull.path("head").path("repo").equals(repository())
                        && pull.path("head").path("ref").asText().equals(head)
                        && pull.path("base").path("ref").equals(body.path("base")));
    return open
        ? invalid("A pull request already exists for acme:" + head + ".")
        : Answer.of(
            201,
            add(
                head,
                body.path("base").asText(),
                body.path("title").asText(),
                body.path("body").asText(),
                body.path("draft").asBoolean()));
  }

  ObjectNode add(String head, String base, String title, String text, boolean draft) {
    int number = all.size() + 1;
    ObjectNode pull =
        FakeGitHub.object()
            .put("id", 100 + number)
            .put("number", number)
            .put("state", "open")
            .put("draft", draft)
            .put("title", title)
            .put("body", text)
            .put("html_url", web + "/acme/shop/pull/" + number)
            .put("url", web + "/api/v3/repos/acme/shop/pulls/" + number);
    pull.putArray("labels");
    pull.putObject("head").put("ref", head).put("label", "acme:" + head).set("repo", repository());
    pull.putObject("base").put("ref", base).put("label", "acme:" + base).set("repo", repository());
    all.add(pull);
    return pull;
  }

  Answer label(int number, JsonNode body) {
    ArrayNode labels = (ArrayNode) all.get(number - 1).path("labels");
    body.path("labels").forEach(name -> labels.addObject().put("name", name.asText()));
    return Answer.of(200, labels);
  }

  private static Answer invalid(String message) {
    Answer answer = Answer.error(422, "Validation Failed");
    ((ObjectNode) answer.body())
        .putArray("errors")
        .addObject()
        .put("resource", "PullRequest")
        .put("code", "custom")
        .put("message", message);
    return answer;
  }
}
