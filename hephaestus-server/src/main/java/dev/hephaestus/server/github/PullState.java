package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URL;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as GitHub tells it; what is missing is empty.
 *
 * @param told GitHub's JSON, in a list or by itself
 */
record PullState(JsonNode told) {

  PullState {
    Objects.requireNonNull(told, "told");
  }

  static PullState of(JsonNode pull) {
    return new PullState(pull);
  }

  /** One that was opened just now, of which no more is needed. */
  static PullState opened(int number, @Nullable URL link) {
    return of(
        JsonNodeFactory.instance
            .objectNode()
            .put("number", number)
            .put("html_url", link == null ? "" : link.toString()));
  }

  int number() {
    return told.path("number").asInt(0);
  }

  /** Where people read it. */
  String link() {
    return told.path("html_url").asText("");
  }

  String title() {
    return told.path("title").asText("");
  }

  String body() {
    return told.path("body").asText("");
  }

  /** The login of whoever opened it. */
  String author() {
    return told.path("user").path("login").asText("");
  }

  List<String> labels() {
    return told.path("labels").findValuesAsText("name");
  }

  boolean open() {
    return told.path("state").asText().equals("open");
  }

  /** Whether it was taken in. */
  boolean merged() {
    return told.path("merged").asBoolean(false) || !told.path("merged_at").asText("").isEmpty();
  }

  /** The commit that it was taken in by. */
  String mergeCommit() {
    return id(told.path("merge_commit_sha"));
  }

  Optional<Instant> mergedAt() {
    try {
      String text = told.path("merged_at").asText("");
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Its newest commit. */
  String head() {
    return id(told.path("head").path("sha"));
  }

  /** Its branch. */
  String branch() {
    return told.path("head").path("ref").asText("");
  }

  /** The branch that it is for. */
  String base() {
    return told.path("base").path("ref").asText("");
  }

  /** That branch's newest commit when GitHub looked. */
  String baseCommit() {
    return id(told.path("base").path("sha"));
  }

  /** When it last changed; as text, to be compared. */
  String updated() {
    return told.path("updated_at").asText("");
  }

  /** Where it is now. */
  Optional<GitHubRepository> repository() {
    return GitHubRepository.named(told.path("base").path("repo").path("full_name").asText(""));
  }

  /** Whether it cannot be merged; GitHub may not have worked that out yet. */
  boolean conflicts() {
    JsonNode mergeable = told.path("mergeable");
    return open() && mergeable.isBoolean() && !mergeable.asBoolean();
  }

  /** Whether its branch is one of this repository, and not of a fork. */
  boolean isFrom(GitHubRepository home) {
    JsonNode from = told.path("head").path("repo");
    if (from.isMissingNode()) {
      return told.path("head")
          .path("label")
          .asText("")
          .toLowerCase(Locale.ROOT)
          .startsWith(home.owner().toLowerCase(Locale.ROOT) + ":");
    }
    return GitHubRepository.named(from.path("full_name").asText("")).filter(home::is).isPresent();
  }

  private static String id(JsonNode id) {
    return id.asText("").toLowerCase(Locale.ROOT);
  }
}
