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
 * Finds a sandbox that truly works on this host, bubblewrap first.
 *
 * <p><i>Errors:</i> {@link ValidationException} when there is none; its message says what to
 * install.
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

  SandboxFinder(List<Path> programFolders) {
    this.programFolders = List.copyOf(programFolders);
  }

  /**
   * The best sandbox that passes its probe.
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
    throw new ValidationException(
        "There is no sandbox that works here, and foreign code runs nowhere else"
            + (faults.isEmpty() ? "" : " (" + String.join("; ", faults) + ")")
            + "; install bubblewrap: apt-get install bubblewrap");
  }

  /** What is installed, not probed, best first. */
  List<Sandbox> candidates() {
    boolean root = User.isRoot();
    List<Sandbox> found = new ArrayList<>();
    program("bwrap").ifPresent(path -> found.add(new BubblewrapSandbox(path, "bubblewrap", root)));
    program("unshare").ifPresent(path -> found.add(new UnshareSandbox(path, root)));
    return found;
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
        deleteProbe(session);
      }
    } catch (IOException e) {
      throw new ValidationException("The work folder " + folder + " cannot be written: " + e, e);
    }
  }

  private static void deleteProbe(Path session) throws IOException {
    Files.deleteIfExists(session.resolve("passwd"));
    Files.deleteIfExists(session.resolve("root"));
    Files.deleteIfExists(session);
  }

  private Optional<Path> program(String name) {
    return programFolders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
