package dev.hephaestus.server.validation.sandbox;

import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a sandbox that truly works on this host: bubblewrap, else {@code unshare}, else a container
 * engine, else none at all, which runs nothing.
 *
 * <p><i>Errors:</i> {@link ValidationException} when the folder for the probe cannot be written.
 */
public final class SandboxFinder {
  /** Succeeds only where there is no network interface but loopback and no environment of ours. */
  private static final String PROBE =
      "test -z \"${HEPHAESTUS_PROBE:-}\" || exit 3; "
          + "test \"$(tail -n +3 /proc/net/dev | grep -cv ' *lo:')\" = 0 || exit 4; "
          + "test ! -e /home && test ! -e /etc/hostname || exit 5; "
          + "test \"$(id -u)\" != 0 || ! cat /proc/self/status | grep -q 'CapEff:.*[1-9a-f]' "
          + "|| exit 6; echo confined";

  private final List<Path> programFolders;

  /** Looks for programs where Linux keeps them. */
  public SandboxFinder() {
    this(List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin")));
  }

  /**
   * Looks for programs elsewhere.
   *
   * @param programFolders where sandboxes' programs may be
   */
  public SandboxFinder(List<Path> programFolders) {
    this.programFolders = List.copyOf(programFolders);
  }

  /**
   * The best sandbox that passes its probe; one that runs nothing where none does.
   *
   * @param folder where the probe may make a folder of its own
   */
  public Sandbox find(Path folder) {
    List<String> faults = new ArrayList<>();
    for (Sandbox candidate : candidates()) {
      Optional<String> fault = probe(candidate, folder);
      if (fault.isEmpty()) {
        return candidate;
      }
      faults.add(candidate.name() + ": " + fault.get());
    }
    return new NoSandbox(
        "there is no sandbox that works here"
            + (faults.isEmpty() ? "" : " (" + String.join("; ", faults) + ")")
            + "; install bubblewrap: apt-get install bubblewrap");
  }

  /** What is installed, not probed, best first. */
  List<Sandbox> candidates() {
    boolean root = User.isRoot();
    List<Sandbox> found = new ArrayList<>();
    Optional<SystemCallFilter> filter = SystemCallFilter.of(System.getProperty("os.arch", ""));
    program("bwrap").ifPresent(path -> found.addAll(bubblewrap(path, root, filter)));
    program("unshare").ifPresent(path -> found.add(new UnshareSandbox(path, root)));
    String owner = root ? "" : User.ids();
    program("docker").ifPresent(path -> found.add(new ContainerSandbox(path, false, owner)));
    program("podman").ifPresent(path -> found.add(new ContainerSandbox(path, true, owner)));
    return found;
  }

  private static List<Sandbox> bubblewrap(
      Path path, boolean root, Optional<SystemCallFilter> filter) {
    Sandbox bare =
        new BubblewrapSandbox(
            path, "bubblewrap without a filter of system calls", root, Optional.empty());
    return filter.isEmpty()
        ? List.of(bare)
        : List.of(new BubblewrapSandbox(path, "bubblewrap", root, filter), bare);
  }

  static Optional<String> probe(Sandbox candidate, Path folder) {
    try {
      Path session = Files.createTempDirectory(folder, "probe");
      try (SandboxSession probe = new SandboxSession(candidate, session)) {
        Outcome outcome =
            probe.run(
                new Command(
                    List.of("/bin/sh", "-c", PROBE),
                    Path.of("/tmp"),
                    Map.of(),
                    List.of(),
                    false,
                    Limits.DEFAULT.within(Duration.ofSeconds(20))));
        return outcome.succeeded() && outcome.output().contains("confined")
            ? Optional.empty()
            : Optional.of(outcome.describe() + " " + outcome.output().strip());
      } finally {
        TreeRemoval.remove(session);
      }
    } catch (IOException e) {
      throw new ValidationException("The work folder " + folder + " cannot be written: " + e, e);
    }
  }

  private Optional<Path> program(String name) {
    return programFolders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
