package dev.hephaestus.server.validation.sandbox;

import java.util.List;

/** The commands that take resources and rights away before a program starts. */
final class Privileges {
  private static final int OPEN_FILES = 16_384;

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

  /** From root to a user that owns nothing. */
  static List<String> unprivileged(int uid) {
    return List.of(
        "/usr/bin/setpriv",
        "--reuid=" + uid,
        "--regid=" + uid,
        "--clear-groups",
        "--no-new-privs",
        "--bounding-set=-all",
        "--inh-caps=-all",
        "--");
  }
}
