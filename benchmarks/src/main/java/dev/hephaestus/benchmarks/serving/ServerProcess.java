package dev.hephaestus.benchmarks.serving;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server in a process of its own.
 *
 * <p><i>Threads:</i> for one.
 */
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final int port;

  /**
   * What the process took.
   *
   * @param heapPeakBytes the most of the heap since the last question
   * @param cpuMs processor time since it began
   */
  public record Usage(long heapPeakBytes, long cpuMs) {}

  private ServerProcess(Process process, BufferedReader answers, int port) {
    this.process = process;
    this.answers = answers;
    this.port = port;
  }

  /** Starts one and returns when it is ready. */
  public static ServerProcess start(Path data, int port, List<String> flags) throws IOException {
    return start(ServedProcess.class, List.of(data.toString(), "" + port), flags);
  }

  /** The same, and looks for incidents. */
  public static ServerProcess startDetecting(Path data, int port, List<String> flags)
      throws IOException {
    return start(ServedProcess.class, List.of(data.toString(), "" + port, "detect"), flags);
  }

  /**
   * Starts the main of another server that says {@code ready} with its port.
   *
   * @param flags of its Java
   */
  public static ServerProcess start(Class<?> main, List<String> arguments, List<String> flags)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith("ready ")) {
        int port = Integer.parseInt(line.substring("ready ".length()));
        return new ServerProcess(process, answers, port);
      }
    }
    throw new IOException("the server ended before it was ready: " + process.exitValue());
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** What it took. */
  public Usage usage() throws IOException {
    String[] parts = asked("usage");
    return new Usage(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  /** The bytes of its heap that are in use after a collection. */
  public long liveHeapBytes() throws IOException {
    return Long.parseLong(asked("live")[1]);
  }

  private String[] asked(String question) throws IOException {
    process.outputWriter().write(question + "\n");
    process.outputWriter().flush();
    String line = answers.readLine();
    while (line != null && !line.startsWith(question + " ")) {
      line = answers.readLine();
    }
    if (line == null) {
      throw new IOException("the server is gone");
    }
    return line.split(" ", -1);
  }

  /** Kills it (SIGKILL) and returns when it is dead. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws IOException {
    process.outputWriter().close();
    try {
      process.waitFor();
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
