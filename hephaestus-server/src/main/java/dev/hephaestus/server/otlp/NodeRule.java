package dev.hephaestus.server.otlp;

import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.Registration;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which resources of OpenTelemetry belong to a repository.
 *
 * @param service the service's name, {@code *} for any text in it
 * @param namespace the service's namespace, likewise; {@code *} also where there is none
 * @param tenant whose resources; empty for anybody's, since the credential says whose node it is
 * @param node the service that the node is registered for; empty for the resource's own
 * @param repository where its source is
 * @param settings what is set for the node
 */
public record NodeRule(
    String service,
    String namespace,
    Optional<String> tenant,
    Optional<String> node,
    RepositoryLocation repository,
    NodeSettings settings) {

  public NodeRule {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(settings, "settings");
  }

  /**
   * What a resource's node is registered with; empty when the rule is not for it.
   *
   * @param sender the tenant of who sends
   */
  Optional<Registration> registration(Resource resource, String sender) {
    boolean mine =
        tenant.map(sender::equals).orElse(true)
            && fits(service, resource.service())
            && fits(namespace, resource.attributes().getOrDefault("service.namespace", ""));
    return mine
        ? Optional.of(
            new Registration(node.orElse(resource.service()), repository, settings, sender))
        : Optional.empty();
  }

  private static boolean fits(String pattern, String text) {
    StringBuilder expression = new StringBuilder();
    for (String literal : pattern.split("\\*", -1)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(text).matches();
  }
}
