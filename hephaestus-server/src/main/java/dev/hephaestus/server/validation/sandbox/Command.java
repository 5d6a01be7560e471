package dev.hephaestus.server.validation.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A program to run in a sandbox.
 *
 * @param arguments the program's absolute path and its arguments
 * @param directory where it starts; must be within a mount
 * @param environment everything that it finds in its environment, but for a plain PATH and HOME
 * @param mounts what it sees of the host beside the system's programs and libraries
 * @param network whether it may use the host's network
 * @param limits what it may use
 */
public record Command(
    List<String> arguments,
    Path directory,
    Map<String, String> environment,
    List<Mount> mounts,
    boolean network,
    Limits limits) {

  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    mounts = List.copyOf(mounts);
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(limits, "limits");
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("a command has a program");
    }
  }

  /** The environment in a stable order, with what every program needs. */
  Map<String, String> fullEnvironment() {
    Map<String, String> full = new TreeMap<>();
    full.put("PATH", "/usr/bin:/bin");
    full.put("HOME", "/tmp");
    full.put("LANG", "C.UTF-8");
    full.putAll(environment);
    return full;
  }
}
