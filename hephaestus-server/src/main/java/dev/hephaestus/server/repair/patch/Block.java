package dev.hephaestus.server.repair.patch;

import java.util.Objects;

/**
 * One search and replace in a file.
 *
 * @param number its position in the reply, from 1
 * @param path the file as the reply names it
 * @param search the lines to be found, without line endings between them but {@code \n}; empty for
 *     a new file
 * @param replace the lines in their place
 */
public record Block(int number, String path, String search, String replace) implements Edit {

  public Block {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(search, "search");
    Objects.requireNonNull(replace, "replace");
  }
}
