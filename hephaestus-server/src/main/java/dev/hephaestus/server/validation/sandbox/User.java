package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who runs this server. */
final class User {
  private User() {}

  static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** The user and the group, as container engines take them: {@code 1000:1000}. */
  static String ids() {
    try {
      Path self = Path.of("/proc/self");
      return Files.getAttribute(self, "unix:uid") + ":" + Files.getAttribute(self, "unix:gid");
    } catch (IOException | UnsupportedOperationException e) {
      return "65534:65534";
    }
  }
}
