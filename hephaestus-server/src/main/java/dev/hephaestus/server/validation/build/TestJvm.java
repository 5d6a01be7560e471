package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.Command;
import dev.hephaestus.server.validation.sandbox.Outcome;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One Java in the sandbox that runs test classes for as long as it is kept.
 *
 * <p><i>Shape:</i> requests are files in a folder that the sandbox only reads; answers are files in
 * another that it writes and that nothing is written to from outside.
 *
 * <p><i>Threads:</i> one at a time; it gives up, and ends the Java, when that one is interrupted.
 */
final class TestJvm implements AutoCloseable {
  private static final long POLL_MS = 4;

  private final SandboxSession session;
  private final Path requests;
  private final Path results;
  private final CompletableFuture<Outcome> ending;
  private int asked;

  /**
   * Starts it.
   *
   * @param session of its own, closed with it
   */
  TestJvm(SandboxSession session, Command command, Path requests, Path results) {
    this.session = session;
    this.requests = requests;
    this.results = results;
    this.ending = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("test-jvm")
        .start(
            () -> {
              try {
                ending.complete(session.run(command));
              } catch (RuntimeException e) {
                ending.completeExceptionally(e);
              }
            });
  }

  /** Whether it can be asked. */
  boolean isAlive() {
    return !ending.isDone();
  }

  /** How often it was asked. */
  int asked() {
    return asked;
  }

  /**
   * Runs test classes; after a run that did not come to its end it is no longer alive.
   *
   * @param ownPath what this run alone sees, before what all see
   */
  TestRun run(List<Path> ownPath, Collection<String> classes, Duration time) {
    int number = ++asked;
    ask(number, ownPath, classes);
    String problem = await(results.resolve(number + ".done"), time);
    if (!problem.isEmpty()) {
      close();
    }
    return TestResults.read(results.resolve(number + ".result"), problem);
  }

  private void ask(int number, List<Path> ownPath, Collection<String> classes) {
    List<String> lines = new ArrayList<>();
    ownPath.forEach(entry -> lines.add(entry.toString()));
    lines.add("");
    lines.addAll(classes);
    try {
      Path draft = Files.write(requests.resolve(number + ".draft"), lines);
      Files.move(draft, requests.resolve(number + ".request"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ValidationException("Cannot write below " + requests + ": " + e.getMessage(), e);
    }
  }

  private String await(Path done, Duration time) {
    long start = System.nanoTime();
    while (!Files.exists(done, LinkOption.NOFOLLOW_LINKS)) {
      if (ending.isDone()) {
        return "the test run " + ended();
      }
      if (System.nanoTime() - start > time.toNanos()) {
        return "the test run was stopped after " + time.toSeconds() + " s";
      }
      try {
        Thread.sleep(POLL_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "the test run was cancelled";
      }
    }
    return "";
  }

  private String ended() {
    try {
      Outcome outcome = ending.join();
      return outcome.describe() + lastLine(outcome.output());
    } catch (CompletionException e) {
      return "could not be started: " + e.getCause();
    }
  }

  private static String lastLine(String output) {
    String last = output.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b).strip();
    return last.isEmpty() ? "" : ": " + last;
  }

  @Override
  public void close() {
    session.close();
  }
}
