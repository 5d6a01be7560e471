package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Resource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Says what all records have in common. Slow (names, files): for the sender's thread. */
final class ResourceDetector {
  private ResourceDetector() {}

  static Resource detect(ClientConfiguration configuration, @Nullable ClassLoader application) {
    CommitFinder built = CommitFinder.of(application, System.getProperty("java.class.path", ""));
    Resource.Builder resource =
        Resource.newBuilder()
            .setService(configuration.service)
            .setServiceVersion(first(configuration.serviceVersion, built.version()))
            .setCommit(first(configuration.commit, built.commit()))
            .setHost(SafeText.clip(host(), 255))
            .setJvm(
                System.getProperty("java.vendor", "") + " " + System.getProperty("java.version"))
            .setProcessId(ProcessHandle.current().pid())
            .setClient(configuration.client + " " + ownVersion());
    if (System.getenv("KUBERNETES_SERVICE_HOST") != null) {
      resource.setPod(first(env("POD_NAME"), env("HOSTNAME")));
    }
    return resource.build();
  }

  private static String host() {
    String named = first(env("HOSTNAME"), env("COMPUTERNAME"));
    if (!named.isEmpty()) {
      return named;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "";
    }
  }

  private static String ownVersion() {
    Package own = ResourceDetector.class.getPackage();
    String version = own == null ? null : own.getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String env(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }

  private static String first(String preferred, String otherwise) {
    return preferred.isEmpty() ? otherwise : preferred;
  }
}
