package dev.hephaestus.server.app;

import dev.hephaestus.server.ai.Budget;
import dev.hephaestus.server.ai.ProviderSettings;
import dev.hephaestus.server.otlp.NodeRule;
import dev.hephaestus.server.pipeline.RepairLimits;
import dev.hephaestus.server.repository.MirrorSettings;
import dev.hephaestus.server.repository.SnapshotLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be set for a server.
 *
 * @param dataDirectory where all that the server keeps is kept
 * @param grpc where clients connect
 * @param http where people and monitoring connect
 * @param repair how much a repair may take
 * @param workers how many repairs run at once
 * @param sandbox what a build may take
 * @param models the language models, the next one for when the one before gives no reply
 * @param budget what they may take
 * @param gitHub where pull requests go
 * @param repositories how repositories are reached, fetched and kept
 * @param localizable repositories that may be asked about over HTTP though no node uses them
 * @param otlp whose logs come by OpenTelemetry
 * @param minFreeBytes how much of the data directory's disk has to be left for a server that is
 *     ready
 */
record Configuration(
    Path dataDirectory,
    Endpoint grpc,
    Endpoint http,
    RepairLimits repair,
    int workers,
    SandboxLimits sandbox,
    List<ProviderSettings> models,
    Budget budget,
    GitHub gitHub,
    Repositories repositories,
    List<String> localizable,
    Otlp otlp,
    long minFreeBytes) {

  Configuration {
    models = List.copyOf(models);
    localizable = List.copyOf(localizable);
  }

  /**
   * An address to listen on.
   *
   * @param host a name or address of this machine
   * @param port the port; 0 for any that is free
   */
  record Endpoint(String host, int port) {}

  /**
   * What a build may take.
   *
   * @param buildTimeout wall-clock time of one build
   * @param memoryMb memory of a build's processes
   * @param workDirectory where work trees and fetched libraries are; empty for the data directory
   */
  record SandboxLimits(Duration buildTimeout, int memoryMb, Optional<Path> workDirectory) {}

  /**
   * Logs that come by OpenTelemetry's protocol.
   *
   * @param enabled whether they are taken
   * @param rules which service belongs to which repository, the first that fits counts
   * @param maxNodes how many nodes they may register, at most
   */
  record Otlp(boolean enabled, List<NodeRule> rules, int maxNodes) {
    Otlp {
      rules = List.copyOf(rules);
    }
  }

  /**
   * How repositories are reached, fetched and kept.
   *
   * @param limits how much of each is looked at
   * @param mirrors those that are elsewhere
   * @param refresh how often those in use are fetched; zero for only when they are needed
   * @param webhookSecret shared with the Git hosts; never printed
   */
  record Repositories(
      SnapshotLimits limits,
      MirrorSettings mirrors,
      Duration refresh,
      Optional<String> webhookSecret) {

    @Override
    public String toString() {
      return "refreshed every " + refresh;
    }
  }

  /**
   * GitHub, or GitHub Enterprise.
   *
   * @param host the host that repositories are on
   * @param apiUrl another address of the REST API than the host's usual one
   * @param token a token; never printed
   */
  record GitHub(String host, Optional<String> apiUrl, Optional<String> token) {

    @Override
    public String toString() {
      return host;
    }
  }
}
