package dev.hephaestus.client;

import dev.hephaestus.client.resource.DetectedResource;
import dev.hephaestus.client.resource.Surroundings;
import dev.hephaestus.proto.v1.Pair;
import dev.hephaestus.proto.v1.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Says what all records have in common: what was configured, else what is found out. Slow (names,
 * files): for the sender's thread.
 */
final class ResourceDetector {
  private static final int MAX_SERVICE_CHARS = 255;
  private static final String NAMELESS = "unknown-service";

  private ResourceDetector() {}

  static Resource detect(ClientConfiguration configuration, @Nullable ClassLoader application) {
    return describe(configuration, DetectedResource.in(Surroundings.ofThisProcess(application)));
  }

  /** The service's name alone: quick, and without a look at anything where it is configured. */
  static String service(ClientConfiguration configuration, @Nullable ClassLoader application) {
    return configuration.service.isEmpty()
        ? name(DetectedResource.serviceIn(Surroundings.ofThisProcess(application)))
        : configuration.service;
  }

  static Resource describe(ClientConfiguration configuration, DetectedResource found) {
    Resource.Builder resource =
        Resource.newBuilder()
            .setService(name(first(configuration.service, found.service())))
            .setServiceVersion(
                SafeText.clip(
                    first(configuration.serviceVersion, found.version()), MAX_SERVICE_CHARS))
            .setCommit(first(configuration.commit, found.commit()))
            .setHost(SafeText.clip(found.host(), MAX_SERVICE_CHARS))
            .setPod(SafeText.clip(found.pod(), MAX_SERVICE_CHARS))
            .setContainer(SafeText.clip(found.container(), MAX_SERVICE_CHARS))
            .setJvm(
                System.getProperty("java.vendor", "") + " " + System.getProperty("java.version"))
            .setProcessId(ProcessHandle.current().pid())
            .setClient(configuration.client + " " + ownVersion());
    found
        .attributes()
        .forEach(
            (name, value) ->
                resource.addAttributes(Pair.newBuilder().setKey(name).setValue(value)));
    return resource.build();
  }

  private static String name(String service) {
    return SafeText.clip(first(service, NAMELESS), MAX_SERVICE_CHARS);
  }

  private static String ownVersion() {
    Package own = ResourceDetector.class.getPackage();
    String version = own == null ? null : own.getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String first(String preferred, String otherwise) {
    return preferred.isEmpty() ? otherwise : preferred;
  }
}
