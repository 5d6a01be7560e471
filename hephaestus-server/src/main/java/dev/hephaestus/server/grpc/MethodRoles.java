package dev.hephaestus.server.grpc;

import dev.hephaestus.server.security.Role;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one must be allowed to do to call a method; one that nobody thought of asks for most. */
final class MethodRoles {
  private static final String NODES = "hephaestus.v1.NodeService/";
  private static final Map<String, Role> ROLES =
      Map.of(
          NODES + "Initialize",
          Role.INGEST,
          NODES + "GetNode",
          Role.READ,
          NODES + "ListNodes",
          Role.READ,
          NODES + "UpdateNode",
          Role.OPERATE,
          NODES + "DeleteNode",
          Role.OPERATE,
          "hephaestus.v1.LogService/StreamLogs",
          Role.INGEST,
          "opentelemetry.proto.collector.logs.v1.LogsService/Export",
          Role.INGEST);
  // Whether it is there and what it could be asked tells nothing of anybody.
  private static final Set<String> PUBLIC = Set.of("grpc.health.v1.Health");
  private static final Set<String> FOR_ANYBODY_KNOWN =
      Set.of("grpc.reflection.v1.ServerReflection");

  private MethodRoles() {}

  static boolean isPublic(String service) {
    return PUBLIC.contains(service);
  }

  /** The role that a method asks for; empty where any credential will do. */
  static Optional<Role> of(String service, String fullMethod) {
    return FOR_ANYBODY_KNOWN.contains(service)
        ? Optional.empty()
        : Optional.of(ROLES.getOrDefault(fullMethod, Role.OPERATE));
  }
}
