package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What GitHub says of a repository; all but its name may be missing.
 *
 * @param repository as it is called now
 * @param defaultBranch empty where GitHub does not say
 * @param archived whether nothing can be pushed to it any more
 * @param mayPush whether the token may, as far as GitHub says
 */
record RepositoryFacts(
    GitHubRepository repository,
    String defaultBranch,
    boolean archived,
    Optional<Boolean> mayPush) {

  /**
   * Reads them.
   *
   * @param asked as it was called in the call
   */
  static RepositoryFacts of(GitHubRepository asked, JsonNode told) {
    JsonNode push = told.path("permissions").path("push");
    return new RepositoryFacts(
        GitHubRepository.named(told.path("full_name").asText("")).orElse(asked),
        told.path("default_branch").asText(""),
        told.path("archived").asBoolean(false),
        push.isBoolean() ? Optional.of(push.asBoolean()) : Optional.empty());
  }
}
