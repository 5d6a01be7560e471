package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A pull request as GitHub tells it.
 *
 * @param open whether it is
 * @param merged whether it was taken in
 * @param mergeCommit the commit that it was taken in by, or empty
 * @param mergedAt when
 * @param mergeable whether it can be; empty while GitHub works that out
 * @param head its newest commit
 * @param branch its branch
 * @param base the branch that it is for
 * @param baseCommit that branch's newest commit when GitHub looked
 * @param updated when it last changed
 * @param repository where it is now
 */
record PullState(
    boolean open,
    boolean merged,
    String mergeCommit,
    Optional<Instant> mergedAt,
    Optional<Boolean> mergeable,
    String head,
    String branch,
    String base,
    String baseCommit,
    String updated,
    Optional<GitHubRepository> repository) {

  static PullState of(JsonNode pull) {
    JsonNode mergeable = pull.path("mergeable");
    boolean merged =
        pull.path("merged").asBoolean(false) || !pull.path("merged_at").asText("").isEmpty();
    return new PullState(
        pull.path("state").asText().equals("open"),
        merged,
        pull.path("merge_commit_sha").asText(""),
        instant(pull.path("merged_at").asText("")),
        mergeable.isBoolean() ? Optional.of(mergeable.asBoolean()) : Optional.empty(),
        pull.path("head").path("sha").asText(""),
        pull.path("head").path("ref").asText(""),
        pull.path("base").path("ref").asText(""),
        pull.path("base").path("sha").asText(""),
        pull.path("updated_at").asText(""),
        GitHubRepository.named(pull.path("base").path("repo").path("full_name").asText("")));
  }

  boolean conflicts() {
    return open && mergeable.filter(can -> !can).isPresent();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
