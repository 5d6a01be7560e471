package dev.hephaestus.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;

/** Addresses that can only be posted to. */
final class PostRoutes {
  private static final String ALLOWED = "POST, OPTIONS";

  private final RoutesConfig routes;
  private final Answers answers;

  PostRoutes(RoutesConfig routes, Answers answers) {
    this.routes = routes;
    this.answers = answers;
  }

  /** Adds one. */
  void add(String path, Handler handler) {
    routes.post(path, handler);
    Handler other =
        context -> {
          context.header("Allow", ALLOWED);
          answers.problem(
              context, 405, "Method Not Allowed", "This address can only be posted to.");
        };
    routes.get(path, other);
    routes.head(path, other);
    routes.put(path, other);
    routes.patch(path, other);
    routes.delete(path, other);
    routes.options(path, context -> context.status(HttpStatus.NO_CONTENT).header("Allow", ALLOWED));
  }
}
