package dev.hephaestus.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.github.Notice;
import dev.hephaestus.server.github.NoticeReader;
import dev.hephaestus.server.github.WebhookInbox.Taken;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where GitHub tells what happens to repositories and pull requests. It is answered as soon as what
 * it told is on disk; what that means is worked out later.
 *
 * <p><i>Source:</i> GitHub's "Best practices for using webhooks".
 */
final class GitHubRoute {
  static final String PATH = "/webhooks/github";

  // GitHub would send up to 25 MB; what is longer than this is a push of very many commits.
  private static final int MAX_BODY = 5 << 20;
  private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern EVENT = Pattern.compile("[a-z_]{1,64}");

  private final WebhookSecrets secrets;
  private final Function<Notice, Taken> inbox;
  private final Callers callers;
  private final Answers answers;
  private final JsonBody json = new JsonBody();

  /**
   * @param inbox keeps what was told before it returns
   */
  GitHubRoute(
      WebhookSecrets secrets, Function<Notice, Taken> inbox, Callers callers, Answers answers) {
    this.secrets = secrets;
    this.inbox = inbox;
    this.callers = callers;
    this.answers = answers;
  }

  void register(PostRoutes routes) {
    routes.add(PATH, Access.PUBLIC, this::take);
  }

  private void take(Context context) {
    byte[] body = JsonBody.bytes(context, MAX_BODY);
    if (!secrets.signed(body, context.header("X-Hub-Signature-256"))) {
      callers.refused("github webhook", "the signature is missing or is not of its body");
      throw new UnauthorizedResponse("The signature is missing or is not of this body.");
    }
    JsonBody.require(context);
    String delivery = header(context, "X-GitHub-Delivery", DELIVERY);
    String event = header(context, "X-GitHub-Event", EVENT);
    JsonNode payload = json.parsed(body);
    Notice notice = NoticeReader.read(delivery, event, payload);
    Taken taken = notice.kind() == Notice.Kind.NOTHING ? Taken.NEW : inbox.apply(notice);
    if (taken == Taken.FULL) {
      context.header("Retry-After", "300");
      answers.problem(
          context, 503, "Service Unavailable", "Too much waits; deliver this again later.");
      return;
    }
    context.status(HttpStatus.ACCEPTED);
    answers.view(context, Map.of("taken", taken == Taken.NEW));
  }

  private static String header(Context context, String name, Pattern form) {
    String value = context.header(name);
    if (value == null || !form.matcher(value).matches()) {
      throw new BadRequestException(
          List.of(new Problem.Fault(name, "is missing, or is not what GitHub sends")));
    }
    return value;
  }
}
