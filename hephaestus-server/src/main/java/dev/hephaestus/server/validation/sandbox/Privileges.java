package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The commands that take resources and rights away before a program starts. */
final class Privileges {
  private static final int OPEN_FILES = 16_384;
  private static final int GROUP_READ = 0b100_000;
  private static final int OTHERS_READ = 0b100;

  private Privileges() {}

  /**
   * Each process' own limits. Private writable memory is limited, not address space: a JVM reserves
   * far more than it uses.
   */
  static List<String> limited(Limits limits) {
    return List.of(
        "/usr/bin/prlimit",
        "--nproc=" + limits.processes(),
        "--data=" + limits.memoryBytes(),
        "--fsize=" + limits.fileBytes(),
        "--nofile=" + OPEN_FILES,
        "--core=0",
        "--");
  }

  /**
   * From root to a user that owns nothing, and is in the groups by which alone the mounts can be
   * read.
   */
  static List<String> unprivileged(int uid, List<Mount> mounts) {
    String groups =
        mounts.stream()
            .filter(mount -> !mount.writable())
            .flatMap(mount -> neededGroup(mount.source()).stream())
            .distinct()
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    return List.of(
        "/usr/bin/setpriv",
        "--reuid=" + uid,
        "--regid=" + uid,
        groups.isEmpty() ? "--clear-groups" : "--groups=" + groups,
        "--no-new-privs",
        "--bounding-set=-all",
        "--inh-caps=-all",
        "--");
  }

  /** Whether a stranger, or one in the path's group, can read it. */
  static boolean isReadable(Path path) {
    return (mode(path) & (OTHERS_READ | GROUP_READ)) != 0;
  }

  private static Optional<Integer> neededGroup(Path path) {
    int mode = mode(path);
    if ((mode & OTHERS_READ) != 0 || (mode & GROUP_READ) == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of((Integer) Files.getAttribute(path, "unix:gid"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int mode(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:mode");
    } catch (IOException e) {
      return 0;
    }
  }
}
