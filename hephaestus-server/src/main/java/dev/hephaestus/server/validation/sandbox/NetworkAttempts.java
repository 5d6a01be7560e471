package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Counts packets that found no way out of a network without one, as the kernel tells while the
 * command runs; the last fifth of a second may be missed.
 */
final class NetworkAttempts {
  private long most;

  /** Looks at the network that a process lives in. */
  void look(ProcessHandle process) {
    most = Math.max(most, packetsWithoutRoute(process.pid()));
  }

  long count() {
    return most;
  }

  private static long packetsWithoutRoute(long pid) {
    try {
      if (Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net"))
          .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/net")))) {
        return 0; // not confined yet, or already gone
      }
      return valueOf("OutNoRoutes", Files.readAllLines(Path.of("/proc/" + pid + "/net/snmp")));
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** The two lines that begin alike hold names and values. */
  static long valueOf(String name, List<String> lines) {
    String[] names = null;
    for (String line : lines) {
      if (!line.startsWith("Ip: ")) {
        continue;
      }
      String[] words = line.split(" ", -1);
      if (names == null) {
        names = words;
        continue;
      }
      for (int i = 0; i < Math.min(names.length, words.length); i++) {
        if (names[i].equals(name)) {
          return Long.parseLong(words[i]);
        }
      }
    }
    return 0;
  }
}
