package dev.hephaestus.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private final Optional<WebhookSecret> secret;
  private final SeenDeliveries seen;
  private final Answers answers;
  private final ObjectMapper json = new ObjectMapper();

  RefreshRoutes(
      RefreshRequests requests,
      Optional<WebhookSecret> secret,
      SeenDeliveries seen,
      Answers answers) {
    this.requests = requests;
    this.secret = secret;
    this.seen = seen;
    this.answers = answers;
  }

  void register(RoutesConfig routes) {
    add(routes, REFRESH, this::refresh);
    if (secret.isPresent()) {
      add(routes, WEBHOOK, context -> push(context, secret.get()));
    }
  }

  private void add(RoutesConfig routes, String path, Handler handler) {
    routes.post(path, handler);
    Handler other =
        context -> {
          context.header("Allow", "POST, OPTIONS");
          answers.problem(
              context, 405, "Method Not Allowed", "This address can only be posted to.");
        };
    routes.get(path, other);
    routes.head(path, other);
    routes.put(path, other);
    routes.patch(path, other);
    routes.delete(path, other);
    routes.options(
        path, context -> context.status(HttpStatus.NO_CONTENT).header("Allow", "POST, OPTIONS"));
  }

  private void refresh(Context context) {
    requireJson(context);
    JsonNode body = parsed(body(context, MAX_REQUEST));
    JsonNode repository = body.path("repository");
    if (!repository.isTextual() || repository.asText().isBlank()) {
      throw new BadRequestException(
          List.of(new Problem.Fault("repository", "is missing: give the repository's URL")));
    }
    if (requests.request(repository.asText().strip())) {
      accepted(context, true);
    } else {
      answers.problem(
          context,
          404,
          "Not Found",
          "No service that is watched uses this repository; give its URL as the service has it.");
    }
  }

  private void push(Context context, WebhookSecret known) {
    byte[] body = body(context, MAX_PUSH);
    boolean signed =
        known.signed(body, context.header("X-Hub-Signature-256"))
            || known.signed(body, context.header("X-Gitea-Signature"))
            || known.is(context.header("X-Gitlab-Token"));
    if (!signed) {
      throw new UnauthorizedResponse("The signature is missing or is not of this body.");
    }
    // What was signed once can be sent again by whoever saw it.
    boolean fresh = isPush(context) && seen.isNew(body);
    boolean found = false;
    if (fresh) {
      requireJson(context);
      for (String url : urls(parsed(body))) {
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

  /** A page from elsewhere cannot send JSON without asking first, and is not allowed to. */
  private static void requireJson(Context context) {
    String type = context.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new UnsupportedMediaTypeResponse("Send JSON, as application/json.");
    }
  }

  private static byte[] body(Context context, int most) {
    try {
      byte[] body = context.bodyInputStream().readNBytes(most + 1);
      if (body.length > most) {
        throw new ContentTooLargeResponse("The body is larger than " + most + " bytes.");
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode parsed(byte[] body) {
    try {
      JsonNode tree = json.readTree(body);
      if (tree != null && tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // Said below, together with JSON that is no object.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new BadRequestException(List.of(new Problem.Fault("body", "is not a JSON object")));
  }

  private void accepted(Context context, boolean refreshing) {
    context.status(HttpStatus.ACCEPTED);
    answers.view(context, Map.of("refreshing", refreshing));
  }
}
