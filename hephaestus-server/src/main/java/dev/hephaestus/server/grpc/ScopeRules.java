package dev.hephaestus.server.grpc;

import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.Registration;
import dev.hephaestus.server.node.Setting;
import dev.hephaestus.server.security.Scope;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a credential must open for a node to be registered or changed so; all faults at once. */
final class ScopeRules {
  static final String NO_DEPLOY = "the credential is for mode suggest, not for deploy";

  private ScopeRules() {}

  static void check(Scope scope, Registration registration) {
    List<String> faults = new ArrayList<>();
    String place = registration.repository().forPeople();
    if (!scope.repositories().allow(place)) {
      faults.add("the credential is not for the repository " + RequestFaults.quote(place));
    }
    if (registration.settings().mode() == Mode.DEPLOY && !scope.deploy()) {
      faults.add(NO_DEPLOY);
    }
    refuse(faults);
  }

  static void check(Scope scope, NodeSettings settings, Set<Setting> named) {
    boolean deploys = named.contains(Setting.MODE) && settings.mode() == Mode.DEPLOY;
    refuse(deploys && !scope.deploy() ? List.of(NO_DEPLOY) : List.of());
  }

  private static void refuse(List<String> faults) {
    if (!faults.isEmpty()) {
      throw Status.PERMISSION_DENIED
          .withDescription(String.join("; ", faults))
          .asRuntimeException();
    }
  }
}
