package dev.hephaestus.server.api;

import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.otlp.Sender;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import dev.hephaestus.server.security.Authentication;
import dev.hephaestus.server.security.Credential;
import dev.hephaestus.server.security.Gatekeeper;
import dev.hephaestus.server.security.PortGuard;
import dev.hephaestus.server.security.Principal;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.security.Throttles;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.security.RouteRole;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks every request who it is from, and keeps it to what its credential opens: what belongs to
 * others is answered as what is not there.
 */
final class Callers {
  private static final String ATTRIBUTE = "hephaestus.principal";
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private final Gatekeeper gate;
  private final AuditLog audit;
  private final Throttles throttles;
  private final NodeStore nodes;

  Callers(PortGuard guard, NodeStore nodes) {
    this.gate = guard.gate();
    this.audit = guard.audit();
    this.throttles = guard.throttles();
    this.nodes = Objects.requireNonNull(nodes, "nodes");
  }

  /** To be done before a request is answered. An address that says nothing asks for most. */
  void admit(Context context) {
    Set<RouteRole> roles = context.routeRoles();
    if (roles.contains(Access.PUBLIC) || roles.contains(Access.OTHERWISE)) {
      return;
    }
    switch (gate.authenticate(credential(context))) {
      case Authentication.Refused refused -> {
        context.header("WWW-Authenticate", "Bearer realm=\"hephaestus\"");
        throw new UnauthorizedResponse(sentence(refused.reason()));
      }
      case Authentication.Accepted accepted -> {
        Role role = role(context);
        if (!accepted.principal().may(role)) {
          String why = "the credential has not the role " + role.label();
          gate.refused(accepted.principal(), why);
          throw new ForbiddenResponse(sentence(why));
        }
        requireWithinLimit(context, accepted.principal());
        context.attribute(ATTRIBUTE, accepted.principal());
      }
    }
  }

  private void requireWithinLimit(Context context, Principal caller) {
    Optional<Duration> wait = throttles.of(caller).call();
    if (wait.isPresent()) {
      long seconds = wait.get().toSeconds() + 1;
      context.header("Retry-After", Long.toString(seconds));
      throw new HttpResponseException(
          429, "The credential has asked more often than its limit; ask again later.");
    }
  }

  private static Role role(Context context) {
    for (RouteRole each : context.routeRoles()) {
      if (each instanceof Access access && access.role().isPresent()) {
        return access.role().get();
      }
    }
    return Role.OPERATE;
  }

  private static Credential credential(Context context) {
    X509Certificate[] chain = (X509Certificate[]) context.req().getAttribute(CERTIFICATES);
    return new Credential(
        Optional.ofNullable(context.header("Authorization")),
        chain == null || chain.length == 0 ? Optional.empty() : Optional.of(chain[0]));
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  /** What who calls may reach. */
  static Scope scope(Context context) {
    return caller(context).scope();
  }

  /** Who calls, as one who sends logs. */
  Sender sender(Context context) {
    Principal caller = caller(context);
    return new Sender(caller, throttles.of(caller));
  }

  private static Principal caller(Context context) {
    Principal caller = context.attribute(ATTRIBUTE);
    if (caller == null) {
      throw new IllegalStateException("nobody asked who calls");
    }
    return caller;
  }

  /** Tells the audit log what who calls did. */
  void tell(Context context, String action, String target, Map<String, String> details) {
    Principal caller = caller(context);
    audit.record(new AuditEvent(caller.name(), caller.scope().tenant(), action, target, details));
  }

  /** The metrics that who calls may see. */
  NodeSeries series(Context context) {
    Scope scope = scope(context);
    return new NodeSeries(id -> nodes.isWithin(scope, id));
  }

  /** Takes note that somebody unknown was turned away. */
  void refused(String who, String reason) {
    gate.refused(who, reason);
  }

  /** What was found, if its node is one that who calls may reach. */
  <T> T reached(Context context, Optional<T> found, Function<T, String> nodeId) {
    return found
        .filter(each -> nodes.isWithin(scope(context), nodeId.apply(each)))
        .orElseThrow(NotFoundResponse::new);
  }
}
