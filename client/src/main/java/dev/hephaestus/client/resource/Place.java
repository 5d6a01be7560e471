package dev.hephaestus.client.resource;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Host, pod and namespace. */
final class Place {
  private static final List<String> POD =
      List.of("POD_NAME", "K8S_POD_NAME", "KUBERNETES_POD_NAME", "MY_POD_NAME");
  private static final List<String> NAMESPACE =
      List.of(
          "POD_NAMESPACE",
          "K8S_NAMESPACE",
          "K8S_NAMESPACE_NAME",
          "KUBERNETES_NAMESPACE",
          "MY_POD_NAMESPACE");
  private static final List<String> NODE =
      List.of("NODE_NAME", "K8S_NODE_NAME", "KUBERNETES_NODE_NAME", "MY_NODE_NAME");

  private final Surroundings surroundings;

  Place(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What the environment or the kernel calls it; a name server is asked only at last. */
  String host() {
    String named = surroundings.variable(List.of("HOSTNAME", "COMPUTERNAME"));
    String kernel = named.isEmpty() ? surroundings.file("proc/sys/kernel/hostname").trim() : named;
    String file = kernel.isEmpty() ? surroundings.file("etc/hostname").trim() : kernel;
    if (!file.isEmpty()) {
      return Surroundings.bounded(file);
    }
    try {
      return Surroundings.bounded(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException | RuntimeException nameless) {
      return "";
    }
  }

  /** What the downward API says, else, within Kubernetes, the host's name, which is the pod's. */
  String pod() {
    String named = surroundings.variable(POD);
    return named.isEmpty() && isInKubernetes() ? surroundings.variable("HOSTNAME") : named;
  }

  String namespace() {
    String named = surroundings.variable(NAMESPACE);
    return named.isEmpty() && isInKubernetes()
        ? Surroundings.bounded(
            surroundings.file("var/run/secrets/kubernetes.io/serviceaccount/namespace"))
        : named;
  }

  String node() {
    return isInKubernetes() ? surroundings.variable(NODE) : "";
  }

  private boolean isInKubernetes() {
    return !surroundings.variable("KUBERNETES_SERVICE_HOST").isEmpty();
  }
}
