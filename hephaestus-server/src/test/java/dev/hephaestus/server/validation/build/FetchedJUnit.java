package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.sandbox.Limits;
import dev.hephaestus.server.validation.sandbox.Sandbox;
import dev.hephaestus.server.validation.sandbox.SandboxFinder;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a validator runs tests with, as it fetches it itself: once for all tests of a build, each of
 * which has a work directory of its own.
 */
public final class FetchedJUnit {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path KEPT = TARGET.resolve("fetched-junit");

  private FetchedJUnit() {}

  /**
   * Puts it where a validator with this work directory looks for it. Where it cannot be fetched,
   * the validator is left to find that out.
   */
  public static void into(Path work) {
    Path wanted = work.resolve("shared/junit");
    try (FileChannel channel = lockFile();
        FileLock lock = channel.lock()) {
      if (!Files.isDirectory(KEPT)) {
        fetch(Files.createDirectories(work).toRealPath());
      } else if (!Files.exists(wanted) && lock.isValid()) {
        copy(KEPT, wanted);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel lockFile() throws IOException {
    return FileChannel.open(
        Files.createDirectories(TARGET).resolve("fetched-junit.lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private static void fetch(Path work) throws IOException {
    Toolchain toolchain =
        Toolchain.find(
            System.getenv("PATH"),
            Path.of(System.getProperty("user.home")),
            List.of(),
            Optional.empty());
    JUnitTools tools = new JUnitTools(work.resolve("shared/junit"));
    Path run = Files.createDirectories(work.resolve("fetch"));
    Sandbox sandbox = new SandboxFinder().find(Files.createDirectories(work.resolve("probe")));
    if (toolchain.mavens().isEmpty() || !sandbox.confines()) {
      return;
    }
    try (SandboxSession session = new SandboxSession(sandbox, run)) {
      MavenRunner maven =
          new MavenRunner(
              toolchain.mavens().get(0),
              toolchain.jdkFor(17),
              toolchain,
              work.resolve("shared/repository"),
              run,
              session,
              Limits.DEFAULT);
      if (tools.fetch(maven, session).isEmpty()) {
        tools.launcher(List.of()); // Compiles the program.
        Path draft = Files.createTempDirectory(TARGET, "fetched");
        copy(tools.folder(), draft);
        Files.move(draft, KEPT, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
