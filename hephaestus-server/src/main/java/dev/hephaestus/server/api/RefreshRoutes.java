package dev.hephaestus.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the server is told that a repository changed: by anybody who may use the API, and by the
 * push webhooks of GitHub, GitLab and Gitea.
 *
 * <p>Only repositories that are in use are fetched, so that nobody can send this server to others.
 */
final class RefreshRoutes {
  static final String REFRESH = "/api/v1/repositories/refresh";
  static final String WEBHOOK = "/webhooks/push";

  private static final int MAX_REQUEST = 16 << 10;
  // A push of many commits is long, and GitHub would send up to 25 MB.
  private static final int MAX_PUSH = 5 << 20;
  private static final Set<String> PUSHES = Set.of("push", "push hook", "tag push hook");
  private static final List<String> PLACES = List.of("repository", "project");
  private static final List<String> URLS =
      List.of("clone_url", "ssh_url", "git_http_url", "git_ssh_url", "html_url", "web_url");

  private final RefreshRequests requests;
  private final Optional<WebhookSecrets> secrets;
  private final SeenDeliveries seen;
  private final Answers answers;
  private final JsonBody json = new JsonBody();

  RefreshRoutes(
      RefreshRequests requests,
      Optional<WebhookSecrets> secrets,
      SeenDeliveries seen,
      Answers answers) {
    this.requests = requests;
    this.secrets = secrets;
    this.seen = seen;
    this.answers = answers;
  }

  void register(PostRoutes routes) {
    routes.add(REFRESH, Access.OPERATE, this::refresh);
    if (secrets.isPresent()) {
      routes.add(WEBHOOK, Access.PUBLIC, context -> push(context, secrets.get()));
    }
  }

  private void refresh(Context context) {
    JsonNode repository = json.read(context, MAX_REQUEST).path("repository");
    if (!repository.isTextual() || repository.asText().isBlank()) {
      throw new BadRequestException(
          List.of(new Problem.Fault("repository", "is missing: give the repository's URL")));
    }
    if (requests.request(Callers.scope(context), repository.asText().strip())) {
      accepted(context, true);
    } else {
      answers.problem(
          context,
          404,
          "Not Found",
          "No service that is watched uses this repository; give its URL as the service has it.");
    }
  }

  private void push(Context context, WebhookSecrets known) {
    byte[] body = JsonBody.bytes(context, MAX_PUSH);
    boolean signed =
        known.signed(body, context.header("X-Hub-Signature-256"))
            || known.signed(body, context.header("X-Gitea-Signature"))
            || known.are(context.header("X-Gitlab-Token"));
    if (!signed) {
      throw new UnauthorizedResponse("The signature is missing or is not of this body.");
    }
    // What was signed once can be sent again by whoever saw it.
    boolean fresh = isPush(context) && seen.isNew(body);
    boolean found = false;
    if (fresh) {
      JsonBody.require(context);
      for (String url : urls(json.parsed(body))) {
        found |= requests.request(url);
      }
    }
    accepted(context, found);
  }

  private static boolean isPush(Context context) {
    for (String header : List.of("X-GitHub-Event", "X-Gitea-Event", "X-Gitlab-Event")) {
      String event = context.header(header);
      if (event != null) {
        return PUSHES.contains(event.toLowerCase(Locale.ROOT));
      }
    }
    return true;
  }

  private static Set<String> urls(JsonNode push) {
    Set<String> urls = new LinkedHashSet<>();
    for (String place : PLACES) {
      for (String name : URLS) {
        JsonNode url = push.path(place).path(name);
        if (url.isTextual() && !url.asText().isBlank()) {
          urls.add(url.asText());
        }
      }
    }
    return urls;
  }

  private void accepted(Context context, boolean refreshing) {
    context.status(HttpStatus.ACCEPTED);
    answers.view(context, Map.of("refreshing", refreshing));
  }
}
