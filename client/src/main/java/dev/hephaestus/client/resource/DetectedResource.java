package dev.hephaestus.client.resource;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found out about this process; texts that were not found are empty.
 *
 * <p><em>Source:</em> the attributes' names are OpenTelemetry's semantic conventions.
 */
public final class DetectedResource {
  private final String service;
  private final String version;
  private final String commit;
  private final String host;
  private final String pod;
  private final String container;
  private final Map<String, String> attributes = new TreeMap<>();

  private DetectedResource(Surroundings surroundings) {
    OtelAttributes said = OtelAttributes.of(surroundings);
    BuildFacts build = BuildFacts.of(surroundings);
    Place place = new Place(surroundings);
    String revision = said.get("vcs.ref.head.revision");
    this.service = service(surroundings, said, build);
    this.version = first(said.get("service.version"), build.version());
    this.commit = BuildFacts.isHash(revision) ? revision : build.commit();
    this.host = first(said.get("host.name"), place.host());
    this.pod = first(said.get("k8s.pod.name"), place.pod());
    this.container = first(said.get("container.id"), ContainerId.find(surroundings));
    attributes.putAll(ProcessFacts.of(surroundings));
    put("k8s.namespace.name", place.namespace());
    put("k8s.node.name", place.node());
    attributes.putAll(said.all());
  }

  /** Looks everywhere, once. */
  public static DetectedResource in(Surroundings surroundings) {
    return new DetectedResource(surroundings);
  }

  /** The service's name alone, which takes no look at what is slow. */
  public static String serviceIn(Surroundings surroundings) {
    return service(
        surroundings, OtelAttributes.of(surroundings), BuildFacts.of(surroundings));
  }

  /** The service's name. */
  public String service() {
    return service;
  }

  /** The service's version. */
  public String version() {
    return version;
  }

  /** The full hash of the Git commit that it was built from. */
  public String commit() {
    return commit;
  }

  /** The host's name. */
  public String host() {
    return host;
  }

  /** The pod's name. */
  public String pod() {
    return pod;
  }

  /** The container's id. */
  public String container() {
    return container;
  }

  /** Further attributes. */
  public Map<String, String> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  private static String service(
      Surroundings surroundings, OtelAttributes said, BuildFacts build) {
    return first(springName(surroundings), said.get("service.name"), build.name());
  }

  private static String springName(Surroundings surroundings) {
    return first(
        surroundings.property("spring.application.name"),
        surroundings.variable("SPRING_APPLICATION_NAME"),
        surroundings.resource("application.properties").getProperty("spring.application.name", ""));
  }

  private void put(String name, String value) {
    if (!value.isEmpty()) {
      attributes.put(name, value);
    }
  }

  private static String first(String... candidates) {
    for (String candidate : candidates) {
      if (!candidate.isBlank() && !candidate.contains("${")) {
        return candidate.trim();
      }
    }
    return "";
  }
}
