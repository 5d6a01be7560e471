package dev.hephaestus.server.cli;

import dev.hephaestus.server.ingest.LogExcerptParser;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.pipeline.Fault;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What both commands are told: the code, and what it logged. */
final class FaultOptions {
  private static final int MAX_BYTES = 16 << 20;
  private static final String STANDARD_INPUT = "-";

  @Option(
      names = "--repo",
      paramLabel = "DIR",
      required = true,
      description = "The repository: a folder or any Git URL.")
  private String repository = "";

  @Option(
      names = "--rev",
      paramLabel = "REV",
      description =
          "The revision that logged it. Default: the one among the recent ones whose lines fit.")
  private @Nullable String revision;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file of the server.")
  private @Nullable Path configuration;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = STANDARD_INPUT,
      description =
          "A log excerpt, a stack trace or a JSON record; - for standard input (the default).")
  private String file = STANDARD_INPUT;

  boolean json() {
    return json;
  }

  Optional<Path> configuration() {
    return Optional.ofNullable(configuration);
  }

  /** The fault that these describe. */
  Fault read(Clock clock) {
    if (repository.isBlank()) {
      throw new UsageException("--repo is empty; name a folder or a Git URL.");
    }
    LogRecord record = new LogExcerptParser(clock).parseFirst(input());
    return new Fault(
        RepositoryLocation.of(repository),
        Optional.ofNullable(revision).filter(rev -> !rev.isBlank()),
        record);
  }

  private String input() {
    boolean standard = file.equals(STANDARD_INPUT);
    try (InputStream input = standard ? System.in : Files.newInputStream(Path.of(file))) {
      byte[] bytes = input.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UsageException(
            "The log excerpt is longer than 16 MB; cut it to the error and what precedes it.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new UsageException("There is no file " + file + ".", e);
    } catch (IOException e) {
      String what = standard ? "Standard input" : "The file " + file;
      throw new UsageException(what + " cannot be read: " + e.getMessage(), e);
    }
  }
}
