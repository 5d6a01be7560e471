package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.github.Notice.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads webhooks: of each a few names and numbers, and nothing that could do more than have us
 * look.
 *
 * <p><i>Source:</i> GitHub's "Webhook events and payloads".
 */
public final class NoticeReader {
  private static final int MOST_REPOSITORIES = 1_000;
  private static final int MOST_NUMBERS = 50;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");
  private static final Set<String> GONE = Set.of("deleted", "suspend", "removed", "archived");

  private NoticeReader() {}

  /**
   * The notice of an event.
   *
   * @param event as the header {@code X-GitHub-Event} names it
   */
  public static Notice read(String delivery, String event, JsonNode payload) {
    String action = payload.path("action").asText("");
    Optional<String> repository = name(payload.path("repository"));
    Kind kind =
        repository.isEmpty() && !isOfInstallation(event) ? Kind.NOTHING : kind(event, action);
    return new Notice(
        delivery,
        kind,
        isOfInstallation(event) ? ofInstallation(payload) : repository.stream().toList(),
        numbers(event, payload),
        commit(event, payload),
        formerly(payload, repository));
  }

  private static Kind kind(String event, String action) {
    return switch (event) {
      case "pull_request",
          "pull_request_review",
          "pull_request_review_comment",
          "pull_request_review_thread",
          "issue_comment" ->
          Kind.PULL_REQUEST;
      case "check_run", "check_suite" -> action.equals("completed") ? Kind.CHECKS : Kind.NOTHING;
      case "status" -> Kind.CHECKS;
      case "push" -> Kind.PUSH;
      case "repository" -> GONE.contains(action) ? Kind.LOST : Kind.REPOSITORY;
      case "installation", "installation_repositories" ->
          GONE.contains(action) ? Kind.LOST : Kind.REPOSITORY;
      default -> Kind.NOTHING;
    };
  }

  private static boolean isOfInstallation(String event) {
    return event.equals("installation") || event.equals("installation_repositories");
  }

  private static List<String> ofInstallation(JsonNode payload) {
    Set<String> names = new LinkedHashSet<>();
    for (String list : List.of("repositories", "repositories_removed", "repositories_added")) {
      for (JsonNode repository : payload.path(list)) {
        if (names.size() < MOST_REPOSITORIES) {
          name(repository).ifPresent(names::add);
        }
      }
    }
    return List.copyOf(names);
  }

  private static Optional<String> name(JsonNode repository) {
    return GitHubRepository.named(repository.path("full_name").asText(""))
        .map(GitHubRepository::fullName);
  }

  private static List<Integer> numbers(String event, JsonNode payload) {
    List<Integer> numbers = new ArrayList<>();
    add(numbers, payload.path("pull_request").path("number"));
    if (event.equals("issue_comment") && payload.path("issue").has("pull_request")) {
      add(numbers, payload.path("issue").path("number"));
    }
    for (String place : List.of("check_run", "check_suite")) {
      payload.path(place).path("pull_requests").forEach(pull -> add(numbers, pull.path("number")));
    }
    return List.copyOf(numbers);
  }

  private static void add(List<Integer> numbers, JsonNode number) {
    if (number.isInt() && number.asInt() > 0 && numbers.size() < MOST_NUMBERS) {
      numbers.add(number.asInt());
    }
  }

  private static String commit(String event, JsonNode payload) {
    String commit =
        event.equals("status")
            ? payload.path("sha").asText("")
            : payload.path(event).path("head_sha").asText("");
    return COMMIT.matcher(commit).matches() ? commit : "";
  }

  private static String formerly(JsonNode payload, Optional<String> repository) {
    if (repository.isEmpty()) {
      return "";
    }
    String[] now = repository.get().split("/", 2);
    JsonNode changes = payload.path("changes");
    String name = changes.path("repository").path("name").path("from").asText(now[1]);
    JsonNode from = changes.path("owner").path("from");
    String owner =
        from.path("user")
            .path("login")
            .asText(from.path("organization").path("login").asText(now[0]));
    String before = owner + "/" + name;
    return before.equals(repository.get())
        ? ""
        : GitHubRepository.named(before).map(GitHubRepository::fullName).orElse("");
  }
}
