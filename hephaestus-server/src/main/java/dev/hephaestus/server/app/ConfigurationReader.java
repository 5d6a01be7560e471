package dev.hephaestus.server.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hephaestus.server.ingest.RetentionLimits;
import dev.hephaestus.server.pipeline.RepairLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a configuration: the environment over the file over the defaults.
 *
 * <p><i>Errors:</i> {@link ConfigurationException} naming every fault at once.
 */
final class ConfigurationReader {
  private static final String DEFAULT_DATA_DIRECTORY = "hephaestus-data";
  // Nobody is asked for a credential before one is made, so nobody from elsewhere is let in.
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_GRPC_PORT = 50051;
  private static final int DEFAULT_HTTP_PORT = 8080;

  /** What a write-ahead log and the batches under way need before anything can be done. */
  private static final long DEFAULT_MIN_FREE = 256L << 20;

  private static final int MAX_PORT = 65_535;
  private final Map<String, String> environment;
  private final List<String> faults = new ArrayList<>();

  private ConfigurationReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Reads the file, when there is one, with the environment laid over it. */
  static Configuration read(Optional<Path> file, Map<String, String> environment) {
    String source = file.map(Path::toString).orElse("the environment");
    ConfigurationReader reader = new ConfigurationReader(environment);
    JsonNode tree = file.isPresent() ? parse(file.get()) : MissingNode.getInstance();
    Configuration configuration = reader.configuration(tree);
    if (!reader.faults.isEmpty()) {
      throw new ConfigurationException(source, reader.faults);
    }
    return configuration;
  }

  private static JsonNode parse(Path file) {
    try {
      JsonNode tree = new YAMLMapper().readTree(Files.readString(file));
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new ConfigurationException(
          file.toString(), List.of("line " + line + ": " + e.getOriginalMessage()));
    } catch (IOException e) {
      throw new ConfigurationException(
          file.toString(), List.of("the file cannot be read: " + e.getMessage()));
    }
  }

  private Configuration configuration(JsonNode tree) {
    Section root = new Section("", tree, environment, faults);
    Path dataDirectory = Path.of(root.text("dataDirectory").orElse(DEFAULT_DATA_DIRECTORY));
    Configuration.Endpoint grpc = endpoint(root.section("grpc"), DEFAULT_GRPC_PORT);
    Configuration.Endpoint http = endpoint(root.section("http"), DEFAULT_HTTP_PORT);
    Section repair = root.section("repair");
    Configuration configuration =
        new Configuration(
            dataDirectory,
            grpc,
            http,
            limits(repair),
            repair.integer("workers", 1, 1, 64),
            sandbox(root.section("sandbox")),
            ModelSettings.read(root, environment),
            ModelSettings.budget(root.section("budget")),
            GitHubSettings.read(root.section("github"), environment),
            PullRequestChoices.read(root.section("pullRequests")),
            RepositorySettings.read(root.section("repository"), environment),
            localizable(root.section("api")),
            OtlpSettings.read(root.section("otlp")),
            minFreeBytes(root.section("storage")),
            SecuritySettings.read(root.section("security")),
            retention(root.section("records")));
    repair.refuseUnknown();
    root.refuseUnknown();
    return configuration;
  }

  private static Configuration.Endpoint endpoint(Section section, int port) {
    Configuration.Endpoint endpoint =
        new Configuration.Endpoint(
            section.text("host").orElse(DEFAULT_HOST),
            section.integer("port", port, 0, MAX_PORT),
            SecuritySettings.tls(section.section("tls")));
    section.refuseUnknown();
    return endpoint;
  }

  private static RepairLimits limits(Section section) {
    RepairLimits byDefault = RepairLimits.DEFAULT;
    section.moved("maxTokens", "budget.runTokens");
    section.moved("maxUsd", "budget.runUsd");
    return new RepairLimits(
        section.integer("maxAttempts", byDefault.maxAttempts(), 1, 10_000),
        section.duration("timeLimit", byDefault.timeLimit()),
        section.integer("contextTokens", byDefault.contextTokens(), 500, 200_000),
        section.integer("leastConfidencePercent", 0, 0, 100) / 100.0,
        section.integer("leastFixConfidencePercent", 0, 0, 100) / 100.0);
  }

  private static Configuration.SandboxLimits sandbox(Section section) {
    Configuration.SandboxLimits limits =
        new Configuration.SandboxLimits(
            section.duration("buildTimeout", Duration.ofMinutes(5)),
            section.integer("memoryMb", 2_048, 256, 1_048_576),
            section.text("workDirectory").map(Path::of));
    section.refuseUnknown();
    return limits;
  }

  private static RetentionLimits retention(Section section) {
    RetentionLimits limits =
        new RetentionLimits(
            section.duration("keepFor", RetentionLimits.DEFAULT.age()),
            section.bytes("keepBytes", RetentionLimits.DEFAULT.bytes()));
    section.refuseUnknown();
    return limits;
  }

  private static long minFreeBytes(Section storage) {
    long bytes = storage.bytes("minFree", DEFAULT_MIN_FREE);
    storage.refuseUnknown();
    return bytes;
  }

  private static List<String> localizable(Section api) {
    Section localize = api.section("localize");
    List<String> repositories = localize.texts("repositories");
    localize.refuseUnknown();
    api.refuseUnknown();
    return repositories;
  }
}
