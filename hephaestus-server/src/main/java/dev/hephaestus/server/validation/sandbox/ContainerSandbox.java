package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Confines by Docker or Podman, for hosts that have neither bubblewrap nor a working {@code
 * unshare}.
 *
 * <p><i>Shape:</i> the container is made from an empty image and shows the same part of the host as
 * the other sandboxes, so that nothing is downloaded and a build finds the host's own JDK. A
 * container outlives the client that started it, so it has a name by which it is ended.
 *
 * <p><i>Source:</i> docker-run(1), docker-import(1), podman-run(1).
 */
final class ContainerSandbox implements Sandbox {
  private static final String IMAGE = "hephaestus-sandbox:empty";
  private static final String TMP = "/tmp:rw,exec,nosuid,nodev,size=1g,mode=1777";

  private final Path engine;
  private final boolean podman;
  private final String user;

  /**
   * Of an engine's command line program.
   *
   * @param user the user and group who own the work trees when the server is not root: {@code
   *     1000:1000}; empty when it is
   */
  ContainerSandbox(Path engine, boolean podman, String user) {
    this.engine = engine;
    this.podman = podman;
    this.user = user;
  }

  @Override
  public String name() {
    return podman ? "podman" : "docker";
  }

  @Override
  public List<String> wrap(Command command, int uid, Path session) {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("/bin/sh", "-eu", "-c", imported()));
    line.addAll(List.of(engine.toString(), "run", "--rm", "--init", "--pull", "never"));
    line.addAll(List.of("--name", containerName(command), "--hostname", "sandbox"));
    line.addAll(List.of("--network", command.network() ? "host" : "none"));
    line.addAll(List.of("--read-only", "--cap-drop", "ALL"));
    line.addAll(List.of("--security-opt", "no-new-privileges", "--ipc", "private"));
    line.addAll(List.of("--user", user.isEmpty() ? uid + ":" + uid : user));
    if (podman && !user.isEmpty()) {
      line.addAll(List.of("--userns", "keep-id"));
    }
    line.addAll(limits(command.limits()));
    line.addAll(List.of("--tmpfs", TMP, "--log-driver", "none"));
    mounts(HostView.of(command, uid, session)).values().forEach(line::addAll);
    command
        .fullEnvironment()
        .forEach((name, value) -> line.addAll(List.of("--env", name + "=" + value)));
    line.addAll(List.of("--workdir", command.directory().toString(), IMAGE));
    line.addAll(command.arguments());
    return line;
  }

  @Override
  public List<String> stop(Command command, Path session) {
    return List.of(engine.toString(), "rm", "--force", containerName(command));
  }

  /** Makes the empty image where it is missing, then becomes the engine's client. */
  private String imported() {
    String inspect = "\"$0\" image inspect " + IMAGE + " >/dev/null 2>&1";
    String make = "tar -cf - -T /dev/null | \"$0\" import - " + IMAGE + " >/dev/null";
    return inspect + " || " + make + "; exec \"$0\" \"$@\"";
  }

  private static List<String> limits(Limits limits) {
    String memory = Long.toString(limits.memoryBytes());
    List<String> line = new ArrayList<>(List.of("--memory", memory, "--memory-swap", memory));
    line.addAll(List.of("--pids-limit", Integer.toString(limits.processes())));
    line.addAll(List.of("--ulimit", "fsize=" + limits.fileBytes()));
    line.addAll(List.of("--ulimit", "core=0", "--ulimit", "nofile=16384"));
    return line;
  }

  /** By target; an empty image has no links, so what they lead to is shown in their place. */
  private static Map<Path, List<String>> mounts(HostView view) {
    Map<Path, List<String>> mounts = new LinkedHashMap<>();
    view.mounts().forEach(mount -> mounts.put(mount.target(), mount(mount)));
    view.links()
        .keySet()
        .forEach(
            link -> {
              try {
                if (Files.exists(link)) {
                  mounts.put(link, mount(new Mount(link.toRealPath(), link, false)));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return mounts;
  }

  private static List<String> mount(Mount mount) {
    String value = "type=bind," + field("source", mount.source());
    value += "," + field("target", mount.target()) + (mount.writable() ? "" : ",readonly");
    return List.of("--mount", value);
  }

  /** The value is a line of CSV. */
  private static String field(String name, Path path) {
    String field = name + "=" + path;
    return field.matches("[^,\"\\r\\n]*") ? field : "\"" + field.replace("\"", "\"\"") + "\"";
  }

  /** The same for the same command object, so that a name is never used twice at a time. */
  private static String containerName(Command command) {
    return "hephaestus-"
        + ProcessHandle.current().pid()
        + "-"
        + Integer.toHexString(System.identityHashCode(command));
  }
}
