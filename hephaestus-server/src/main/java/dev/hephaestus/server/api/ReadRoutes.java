package dev.hephaestus.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;

/** Addresses that can be read and not written. */
final class ReadRoutes {
  /** The methods of each, as {@code Allow} lists them. */
  static final String ALLOWED = "GET, HEAD, OPTIONS";

  private final RoutesConfig routes;

  ReadRoutes(RoutesConfig routes) {
    this.routes = routes;
  }

  /** Adds one; HEAD gets what GET does, less the body. */
  void add(String path, Access access, Handler handler) {
    routes.get(path, handler, access);
    routes.head(path, handler, access);
    routes.options(
        path,
        context -> context.status(HttpStatus.NO_CONTENT).header("Allow", ALLOWED),
        Access.OTHERWISE);
  }
}
