package dev.hephaestus.server.delivery;

import java.util.Objects;
import java.util.Optional;

/** The files and folders of the commit that a fix is put on. */
@FunctionalInterface
public interface BaseTree {

  /** What is at a path from the root; empty when nothing is. */
  Optional<Entry> entry(String path);

  /**
   * A file or folder.
   *
   * @param mode Git's mode in octal: {@code 100644}
   * @param id the blob's or the tree's hash
   */
  record Entry(String mode, String id) {

    public Entry {
      Objects.requireNonNull(mode, "mode");
      Objects.requireNonNull(id, "id");
    }

    boolean isFolder() {
      return mode.equals("040000") || mode.equals("40000");
    }

    boolean isRegularFile() {
      return mode.startsWith("100");
    }

    boolean isExecutable() {
      return mode.equals("100755");
    }
  }
}
