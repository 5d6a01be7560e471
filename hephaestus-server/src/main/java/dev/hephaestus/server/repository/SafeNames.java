package dev.hephaestus.server.repository;

import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/** Tells names that can be written below a folder, and nowhere else, from all others. */
final class SafeNames {

  /** What Linux's file systems take. */
  private static final int LONGEST_NAME_BYTES = 255;

  private static final int LONGEST_PATH_BYTES = 2_000;

  private SafeNames() {}

  /** What speaks against the path; empty where nothing does. */
  static String objection(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\' || c < ' ' || c == 0x7f) {
        return "unsafe name";
      }
    }
    try {
      // Refuses "..", absolute paths and whatever a file system may take for ".git".
      new ObjectChecker().setSafeForMacOS(true).checkPath(path);
    } catch (CorruptObjectException e) {
      return "unsafe name";
    }
    return isTooLong(path) ? "name too long" : "";
  }

  private static boolean isTooLong(String path) {
    if (path.length() <= LONGEST_NAME_BYTES / 4) {
      return false;
    }
    if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH_BYTES) {
      return true;
    }
    for (String name : path.split("/", -1)) {
      if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
        return true;
      }
    }
    return false;
  }
}
