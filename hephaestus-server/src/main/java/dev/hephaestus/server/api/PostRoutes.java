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
  void add(String path, Access access, Handler handler) {
    routes.post(path, handler, access);
    Handler other =
        context -> {
          context.header("Allow", ALLOWED);
          answers.problem(
              context, 405, "Method Not Allowed", "This address can only be posted to.");
        };
    routes.get(path, other, Access.OTHERWISE);
    routes.head(path, other, Access.OTHERWISE);
    routes.put(path, other, Access.OTHERWISE);
    routes.patch(path, other, Access.OTHERWISE);
    routes.delete(path, other, Access.OTHERWISE);
    routes.options(
        path,
        context -> context.status(HttpStatus.NO_CONTENT).header("Allow", ALLOWED),
        Access.OTHERWISE);
  }
}
