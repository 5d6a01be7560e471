package dev.hephaestus.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes views as JSON, and whatever goes wrong as a {@link Problem}. */
final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private final ObjectMapper json =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  /** Answers what routes throw. */
  void register(RoutesConfig routes) {
    routes.exception(BadRequestException.class, this::badRequest);
    routes.exception(HttpResponseException.class, this::refused);
    routes.exception(Exception.class, this::unexpected);
  }

  void view(Context context, Object view) {
    write(context, "application/json", view);
  }

  void problem(Context context, int status, String title, String detail) {
    problem(context, status, title, detail, List.of());
  }

  private void problem(
      Context context, int status, String title, String detail, List<Problem.Fault> errors) {
    context.status(status);
    write(
        context,
        Problem.MEDIA_TYPE,
        new Problem("about:blank", title, status, detail, context.path(), errors));
  }

  private void badRequest(BadRequestException fault, Context context) {
    problem(context, 400, "Bad Request", String.valueOf(fault.getMessage()), fault.faults());
  }

  private void refused(HttpResponseException fault, Context context) {
    if (fault instanceof FewAtATime.LaterException) {
      context.header("Retry-After", Integer.toString(FewAtATime.LaterException.SECONDS));
    }
    switch (fault.getStatus()) {
      case 404 -> problem(context, 404, "Not Found", "There is nothing at this address.");
      case 405 -> {
        boolean isRead = !context.path().equals(LocalizeRoute.PATH);
        context.header("Allow", isRead ? ReadRoutes.ALLOWED : LocalizeRoute.ALLOWED);
        String detail = isRead ? "This address can only be read." : "This address takes POST only.";
        problem(context, 405, "Method Not Allowed", detail);
      }
      default ->
          problem(
              context,
              fault.getStatus(),
              HttpStatus.forStatus(fault.getStatus()).getMessage(),
              String.valueOf(fault.getMessage()));
    }
  }

  private void unexpected(Exception fault, Context context) {
    String reference = UUID.randomUUID().toString();
    log.error(
        "request {} {} failed, reference {}", context.method(), context.path(), reference, fault);
    problem(
        context,
        500,
        "Internal Server Error",
        "The server's log has the details under reference " + reference + ".");
  }

  private void write(Context context, String mediaType, Object view) {
    try {
      // By way of text: half a surrogate pair, as logs have them, becomes a question mark there,
      // where bytes would be refused.
      byte[] body = json.writeValueAsString(view).getBytes(StandardCharsets.UTF_8);
      context.contentType(mediaType).result(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view of strings and numbers is JSON", e);
    }
  }
}
