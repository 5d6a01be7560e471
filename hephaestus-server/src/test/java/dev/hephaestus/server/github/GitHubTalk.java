package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.github.FakeGitHub.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the fake keeps of a pull request's life: words, reviews, checks, and who may write. */
final class GitHubTalk implements FakeGitHub.Further {
  private static final Pattern PULL = Pattern.compile("(GET|PATCH) /pulls/(\\d+)");
  private static final Pattern LISTED =
      Pattern.compile("GET /(issues|pulls)/\\d+/(comments|reviews)");
  private static final Pattern SAID = Pattern.compile("POST /(issues|pulls)/\\d+/comments.*");
  private static final Pattern REPLY = Pattern.compile("POST /pulls/\\d+/comments/(\\d+)/replies");
  private static final Pattern OF_COMMIT =
      Pattern.compile("GET /commits/(\\w+)/(check-runs|status)");

  final List<ObjectNode> conversation = new ArrayList<>();
  final List<ObjectNode> lines = new ArrayList<>();
  final List<ObjectNode> reviews = new ArrayList<>();
  final Map<String, String> permissions = new HashMap<>(Map.of("ann", "write", "joe", "read"));
  final Map<String, List<ObjectNode>> runs = new HashMap<>();
  final Map<String, List<ObjectNode>> statuses = new HashMap<>();
  final Map<Long, List<ObjectNode>> annotations = new HashMap<>();

  /** What GitHub says of whether it can be merged; missing while it works that out. */
  Boolean mergeable = true;

  /** Whether the repository is not to be seen any more. */
  boolean gone;

  private final FakeGitHub gitHub;
  private Instant now = Instant.parse("2026-11-23T08:00:00Z");
  private long ids = 100;

  GitHubTalk(FakeGitHub gitHub) {
    this.gitHub = gitHub;
    gitHub.further = this;
    gitHub.instead =
        request -> gone ? Answer.error(404, "Not Found") : Answer.of(0, FakeGitHub.object());
  }

  ObjectNode says(String login, String text) {
    return add(conversation, login, text);
  }

  ObjectNode saysOnLine(String login, String text) {
    return add(lines, login, text)
        .put("path", "shop/src/main/java/shop/Cart.java")
        .put("line", 5)
        .put("diff_hunk", "@@ -4,3 +4,3 @@\n+    return coupon == null ? 0 : 1;");
  }

  ObjectNode reviews(String login, String state, String text) {
    return add(reviews, login, text).put("state", state);
  }

  private ObjectNode add(List<ObjectNode> place, String login, String text) {
    now = now.plusSeconds(60);
    ObjectNode comment =
        FakeGitHub.object()
            .put("id", ++ids)
            .put("body", text)
            .put("created_at", now.toString())
            .put("updated_at", now.toString())
            .put("html_url", "https://github.example/comment/" + ids);
    comment
        .putObject("user")
        .put("login", login)
        .put("type", login.endsWith("[bot]") ? "Bot" : "User");
    place.add(comment);
    return comment;
  }

  void fails(String commit, String check, String words) {
    ObjectNode run =
        FakeGitHub.object()
            .put("id", ++ids)
            .put("name", check)
            .put("status", "completed")
            .put("conclusion", "failure");
    run.putObject("output").put("title", words).put("annotations_count", 1);
    runs.computeIfAbsent(commit, any -> new ArrayList<>()).add(run);
    annotations.put(
        ids,
        List.of(
            FakeGitHub.object()
                .put("path", "Cart.java")
                .put("start_line", 5)
                .put("message", "expected: <7> but was: <0>")));
  }

  void passes(String commit, String check) {
    runs.computeIfAbsent(commit, any -> new ArrayList<>())
        .add(
            FakeGitHub.object()
                .put("id", ++ids)
                .put("name", check)
                .put("status", "completed")
                .put("conclusion", "success"));
  }

  /** Somebody does this to the pull request. */
  ObjectNode touched(int number) {
    now = now.plusSeconds(60);
    return gitHub.pulls.all.get(number - 1).put("updated_at", now.toString());
  }

  /** What we have said. */
  List<String> ours() {
    List<String> texts = new ArrayList<>();
    for (List<ObjectNode> place : List.of(conversation, lines)) {
      place.stream()
          .map(comment -> comment.path("body").asText())
          .filter(text -> text.contains(Comment.OURS))
          .forEach(texts::add);
    }
    return texts;
  }

  @Override
  public Answer answer(String call, Map<String, String> query, JsonNode body) throws IOException {
    Matcher pull = PULL.matcher(call);
    Matcher listed = LISTED.matcher(call);
    Matcher reply = REPLY.matcher(call);
    Matcher ofCommit = OF_COMMIT.matcher(call);
    if (pull.matches()) {
      return pull(Integer.parseInt(pull.group(2)), pull.group(1).equals("PATCH"), body);
    }
    if (listed.matches()) {
      List<ObjectNode> place =
          listed.group(2).equals("reviews")
              ? reviews
              : listed.group(1).equals("issues") ? conversation : lines;
      return page(place, query);
    }
    if (SAID.matcher(call).matches()) {
      ObjectNode said =
          add(reply.matches() ? lines : conversation, "shop-fixer", body.path("body").asText());
      if (reply.matches()) {
        said.put("in_reply_to_id", Long.parseLong(reply.group(1)));
      }
      return Answer.of(201, said);
    }
    if (ofCommit.matches()) {
      return ofCommit.group(2).equals("status")
          ? list("statuses", statuses.getOrDefault(ofCommit.group(1), List.of()))
          : list("check_runs", runs.getOrDefault(ofCommit.group(1), List.of()));
    }
    return others(call, body);
  }

  private Answer others(String call, JsonNode body) throws IOException {
    if (call.startsWith("GET /collaborators/")) {
      String login = call.split("/", -1)[2];
      return permissions.containsKey(login)
          ? Answer.of(200, FakeGitHub.object().put("permission", permissions.get(login)))
          : Answer.error(404, "Not Found");
    }
    if (call.startsWith("GET /check-runs/")) {
      ArrayNode found = FakeGitHub.array();
      annotations
          .getOrDefault(Long.parseLong(call.replaceAll("\\D", "")), List.of())
          .forEach(found::add);
      return Answer.of(200, found);
    }
    if (call.startsWith("PATCH /git/refs/heads/")) {
      return gitHub.objects.updateRef(call.substring("PATCH /git/refs/heads/".length()), body);
    }
    return Answer.error(404, "Not Found");
  }

  private Answer pull(int number, boolean closes, JsonNode body) throws IOException {
    if (number > gitHub.pulls.all.size()) {
      return Answer.error(404, "Not Found");
    }
    ObjectNode pull = gitHub.pulls.all.get(number - 1);
    if (closes) {
      touched(number).put("state", body.path("state").asText());
    }
    for (String end : List.of("head", "base")) {
      ObjectNode side = (ObjectNode) pull.path(end);
      side.put(
          "sha",
          gitHub.objects.ref(side.path("ref").asText()).body().path("object").path("sha").asText());
    }
    pull.put("mergeable", mergeable);
    ObjectNode shown = pull.deepCopy();
    shown.put("comments", conversation.size()).put("review_comments", lines.size());
    // GitHub says so of each change; ours are among them.
    shown.put("updated_at", now.toString());
    return Answer.of(200, shown);
  }

  private static Answer page(List<ObjectNode> place, Map<String, String> query) {
    int most = Integer.parseInt(query.getOrDefault("per_page", "30"));
    int skip = most * (Integer.parseInt(query.getOrDefault("page", "1")) - 1);
    Instant since = Instant.parse(query.getOrDefault("since", "2000-01-01T00:00:00Z"));
    ArrayNode page = FakeGitHub.array();
    place.stream()
        .filter(each -> !Instant.parse(each.path("updated_at").asText()).isBefore(since))
        .skip(skip)
        .limit(most)
        .forEach(page::add);
    return Answer.of(200, page);
  }

  private static Answer list(String name, List<ObjectNode> found) {
    ObjectNode answer = FakeGitHub.object().put("total_count", found.size());
    found.forEach(answer.putArray(name)::add);
    return Answer.of(200, answer);
  }
}
