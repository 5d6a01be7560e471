package dev.hephaestus.server.repository;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Arithmetic of paths inside a repository, where the root is empty. */
final class Paths {

  private Paths() {}

  static String folderOf(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static boolean isBelow(String path, String folder) {
    return folder.isEmpty() || path.startsWith(folder + "/");
  }

  static String below(String folder, String name) {
    return folder.isEmpty() ? name : name.isEmpty() ? folder : folder + "/" + name;
  }

  /** What a relative path leads to; empty when that is outside of the repository. */
  static Optional<String> resolve(String folder, String relative) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : below(folder, relative).split("/", -1)) {
      if (name.equals("..")) {
        if (names.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return Optional.of(String.join("/", names));
  }
}
