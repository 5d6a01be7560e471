package dev.hephaestus.server.app;

import dev.hephaestus.server.grpc.Sessions;
import dev.hephaestus.server.ingest.ClientBalances;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeListener;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeTimeouts;
import dev.hephaestus.server.node.RepositoryCheck;
import dev.hephaestus.server.node.RepositoryChecks;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.RepositoryRefresher;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes, wired: who they are, who of them is connected, and their repositories kept fresh.
 *
 * @param manager leads them through their life
 * @param sessions the clients that are connected
 * @param refresher fetches their repositories
 */
record NodeRoom(
    Foundation base, NodeManager manager, Sessions sessions, RepositoryRefresher refresher) {
  private static final Logger log = LoggerFactory.getLogger(NodeRoom.class);
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
  private static final int HOSTS_AT_A_TIME = 16;
  private static final int READ_AT_A_TIME = 2;

  /** Wires it; nothing runs yet. */
  static NodeRoom wire(Foundation base, GitRepositories repositories) {
    Parts parts = base.parts();
    RepositoryChecks checks =
        new RepositoryChecks(
            check(repositories, base.gitHub()),
            parts.threads("repository-reach-", HOSTS_AT_A_TIME),
            parts.threads("repository-check-", READ_AT_A_TIME));
    NodeManager manager =
        new NodeManager(
            base.database().nodes(), checks, base.ids(), base.clock(), NodeTimeouts.DEFAULT);
    Sessions sessions = new Sessions(base.meters());
    manager.addListener(sessions);
    base.counted().count(manager);
    RepositoryRefresher refresher =
        parts.add(
            new RepositoryRefresher(
                repositories,
                manager::repositoriesInUse,
                base.configuration().repositories().refresh(),
                new SecureRandom()));
    refresher.whenUnreadable(manager::accessLost);
    return new NodeRoom(base, manager, sessions, refresher);
  }

  private static RepositoryCheck check(GitRepositories repositories, GitHubAccess gitHub) {
    return new RepositoryCheck() {
      @Override
      public void check(RepositoryLocation location) {
        var unused = repositories.snapshot(location, Optional.empty());
      }

      @Override
      public void reach(RepositoryLocation location) {
        repositories.reach(location);
      }

      @Override
      public List<String> deliveryFaults(RepositoryLocation location) {
        return gitHub.faults(location);
      }
    };
  }

  /** What clients say of their records, by node. */
  ClientBalances balances() {
    MeterRegistry meters = base.meters();
    ClientBalances balances =
        new ClientBalances(meters, id -> manager.find(id).map(Node::service).orElse(""));
    manager.addListener(
        new NodeListener() {
          @Override
          public void settingsChanged(Node node) {
            // Counts do not depend on settings.
          }

          @Override
          public void removed(String nodeId) {
            balances.removed(nodeId);
          }
        });
    return balances;
  }

  /** From now on repositories are fetched, and what time has made due is done. */
  void start() {
    refresher.start();
    var unused =
        base.parts()
            .timer("node-sweep")
            .scheduleWithFixedDelay(
                this::sweep,
                BETWEEN_SWEEPS.toSeconds(),
                BETWEEN_SWEEPS.toSeconds(),
                TimeUnit.SECONDS);
  }

  private void sweep() {
    try {
      manager.sweep(base.clock().instant(), sessions::isConnected);
    } catch (RuntimeException e) {
      log.warn("the nodes could not be looked through", e);
    }
  }
}
