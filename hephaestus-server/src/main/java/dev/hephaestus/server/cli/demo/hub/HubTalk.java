package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said about issues and pull requests of one repository, and by whom: comments in the
 * conversation and on lines, reviews, checks, and who may write.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class HubTalk {
  /** Where something is said. */
  enum Place {
    CONVERSATION,
    LINE,
    REVIEW
  }

  private record Said(Place place, int number, ObjectNode comment) {}

  private final String web;
  private final Clock clock;
  private final List<Said> said = new ArrayList<>();
  private final Map<String, String> permissions = new HashMap<>();
  private final Map<String, List<ObjectNode>> checks = new HashMap<>();
  private final Map<String, List<ObjectNode>> statuses = new HashMap<>();
  private final Map<Long, ArrayNode> annotations = new HashMap<>();
  private Instant last = Instant.EPOCH;
  private long ids = 1000;

  HubTalk(String web, Clock clock) {
    this.web = web;
    this.clock = clock;
  }

  /** Somebody comments in a conversation. */
  public synchronized ObjectNode says(int number, String login, String text) {
    return add(Place.CONVERSATION, number, login, text);
  }

  /** Somebody comments on a line of a file. */
  public synchronized ObjectNode saysOnLine(
      int number, String login, String path, int line, String hunk, String text) {
    return add(Place.LINE, number, login, text)
        .put("path", path)
        .put("line", line)
        .put("diff_hunk", hunk);
  }

  /** Somebody reviews. */
  public synchronized ObjectNode reviews(int number, String login, String state, String text) {
    ObjectNode review = add(Place.REVIEW, number, login, text).put("state", state);
    review.put("submitted_at", review.path("created_at").asText());
    return review;
  }

  /** Gives somebody a permission: {@code admin}, {@code write}, {@code read}. */
  public synchronized void permit(String login, String permission) {
    permissions.put(login, permission);
  }

  /** A check of a commit fails, with words on a line. */
  public synchronized void fails(String commit, String check, String words, String onLine) {
    ObjectNode run = ended(commit, check, "failure");
    run.putObject("output").put("title", words).put("annotations_count", 1);
    ArrayNode notes = JsonNodeFactory.instance.arrayNode();
    notes.addObject().put("path", "Cart.java").put("start_line", 5).put("message", onLine);
    annotations.put(run.path("id").asLong(), notes);
  }

  /** A check of a commit passes. */
  public synchronized void passes(String commit, String check) {
    ended(commit, check, "success");
  }

  private ObjectNode ended(String commit, String check, String conclusion) {
    ObjectNode run =
        HubAnswer.object()
            .put("name", check)
            .put("head_sha", commit)
            .put("status", "completed")
            .put("conclusion", conclusion);
    return keep(commit, run);
  }

  private ObjectNode keep(String commit, ObjectNode run) {
    checks.computeIfAbsent(commit, none -> new ArrayList<>()).add(run.put("id", ++ids));
    return run;
  }

  /** All that carries a text, the oldest first, whatever it is about. */
  public synchronized List<ObjectNode> carrying(String text) {
    return said.stream()
        .map(Said::comment)
        .filter(comment -> comment.path("body").asText().contains(text))
        .toList();
  }

  /** When something last happened; each time later than the last. */
  synchronized Instant tick() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    last = now.isAfter(last) ? now : last.plusSeconds(1);
    return last;
  }

  /** When an issue or pull request last changed, what was said on it included. */
  synchronized String changed(int number, String otherwise) {
    return said.stream()
        .filter(each -> each.number() == number)
        .map(each -> each.comment().path("updated_at").asText())
        .reduce(otherwise, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  private ObjectNode add(Place place, int number, String login, String text) {
    String now = tick().toString();
    ObjectNode comment =
        HubAnswer.object()
            .put("id", ++ids)
            .put("body", text)
            .put("created_at", now)
            .put("updated_at", now)
            .put("html_url", web + "/comment/" + ids);
    comment.set("user", user(login));
    said.add(new Said(place, number, comment));
    return comment;
  }

  static ObjectNode user(String login) {
    return HubAnswer.object()
        .put("login", login)
        .put("type", login.endsWith("[bot]") ? "Bot" : "User");
  }

  synchronized HubAnswer list(Place place, int number, Map<String, String> query) {
    Instant since = Instant.parse(query.getOrDefault("since", "2000-01-01T00:00:00Z"));
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    said.stream()
        .filter(each -> each.place() == place && each.number() == number)
        .map(Said::comment)
        .filter(each -> !Instant.parse(each.path("updated_at").asText()).isBefore(since))
        .forEach(list::add);
    return HubAnswer.ok(list);
  }

  synchronized HubAnswer comment(int number, JsonNode body, String author) {
    return HubAnswer.created(says(number, author, body.path("body").asText()));
  }

  synchronized HubAnswer reply(int number, long thread, JsonNode body, String author) {
    boolean there =
        said.stream()
            .anyMatch(
                each ->
                    each.place() == Place.LINE
                        && each.number() == number
                        && each.comment().path("id").asLong() == thread);
    return there
        ? HubAnswer.created(
            add(Place.LINE, number, author, body.path("body").asText())
                .put("in_reply_to_id", thread))
        : HubAnswer.notFound();
  }

  synchronized HubAnswer permission(String login) {
    String permission = permissions.get(login);
    if (permission == null) {
      return HubAnswer.notFound();
    }
    ObjectNode answer =
        HubAnswer.object().put("permission", permission).put("role_name", permission);
    answer.set("user", user(login));
    return HubAnswer.ok(answer);
  }

  synchronized HubAnswer createCheck(JsonNode body) {
    ObjectNode check = body.deepCopy();
    return HubAnswer.created(keep(body.path("head_sha").asText(), check));
  }

  /** All check runs. */
  synchronized List<ObjectNode> checks() {
    return checks.values().stream().flatMap(List::stream).toList();
  }

  synchronized HubAnswer checks(String commit) {
    return listed("check_runs", checks.getOrDefault(commit, List.of()));
  }

  synchronized HubAnswer status(String commit) {
    HubAnswer answer = listed("statuses", statuses.getOrDefault(commit, List.of()));
    ((ObjectNode) answer.body()).put("state", "pending");
    return answer;
  }

  synchronized HubAnswer annotations(long check) {
    return HubAnswer.ok(annotations.getOrDefault(check, JsonNodeFactory.instance.arrayNode()));
  }

  private static HubAnswer listed(String name, List<ObjectNode> items) {
    ObjectNode answer = HubAnswer.object().put("total_count", items.size());
    items.forEach(answer.putArray(name)::add);
    return HubAnswer.ok(answer);
  }
}
