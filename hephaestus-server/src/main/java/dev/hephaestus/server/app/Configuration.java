package dev.hephaestus.server.app;

import dev.hephaestus.scrubbing.Scrubber;
import dev.hephaestus.server.ai.Budget;
import dev.hephaestus.server.ai.ProviderSettings;
import dev.hephaestus.server.ingest.RetentionLimits;
import dev.hephaestus.server.otlp.NodeRule;
import dev.hephaestus.server.pipeline.RepairLimits;
import dev.hephaestus.server.repository.MirrorSettings;
import dev.hephaestus.server.repository.SnapshotLimits;
import dev.hephaestus.server.security.CertificateRule;
import dev.hephaestus.server.security.MasterKeys;
import dev.hephaestus.server.security.TlsSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
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
 * @param pullRequests how they are opened
 * @param repositories how repositories are reached, fetched and kept
 * @param localizable repositories that may be asked about over HTTP though no node uses them
 * @param otlp whose logs come by OpenTelemetry
 * @param minFreeBytes how much of the data directory's disk has to be left for a server that is
 *     ready
 * @param security who may do what
 * @param records how much of the log records is kept
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
    List<GitHubAccount> gitHub,
    PullRequestChoices pullRequests,
    Repositories repositories,
    List<String> localizable,
    Otlp otlp,
    long minFreeBytes,
    Security security,
    RetentionLimits records) {

  Configuration {
    models = List.copyOf(models);
    localizable = List.copyOf(localizable);
  }

  /** The keys of sealed secrets. */
  MasterKeys masterKeys() {
    SecureRandom random = new SecureRandom();
    return security
        .masterKey()
        .map(text -> MasterKeys.of(text, random))
        .orElseGet(
            () ->
                MasterKeys.inFile(
                    security.masterKeyFile().orElse(dataDirectory.resolve("master.keys")), random));
  }

  /** Where it is written how far the audit log has come. */
  Path auditAnchor() {
    return security.auditAnchor().orElse(dataDirectory.resolve("audit.anchor"));
  }

  /**
   * An address to listen on.
   *
   * @param host a name or address of this machine
   * @param port the port; 0 for any that is free
   * @param tls how it is encrypted; empty for not at all
   */
  record Endpoint(String host, int port, Optional<TlsSettings> tls) {

    /** One in the clear. */
    Endpoint(String host, int port) {
      this(host, port, Optional.empty());
    }
  }

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
   * Who may do what, beside those who have API keys.
   *
   * @param certificates whom client certificates stand for
   * @param scrubber takes the secrets out of what is kept
   * @param auditAnchor where it is written how far the audit log has come; empty for the data
   *     directory
   * @param masterKeyFile the keys of sealed secrets; empty for the data directory
   * @param masterKey those keys themselves, where they are in no file; never printed
   */
  record Security(
      List<CertificateRule> certificates,
      Scrubber scrubber,
      Optional<Path> auditAnchor,
      Optional<Path> masterKeyFile,
      Optional<String> masterKey) {

    Security {
      certificates = List.copyOf(certificates);
    }

    @Override
    public String toString() {
      return certificates.size() + " client certificates";
    }
  }
}
