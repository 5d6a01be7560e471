package dev.hephaestus.server.repair.patch;

import java.util.Objects;

/**
 * Code as it should be, without what it replaces: a whole file, or whole members of a class.
 *
 * @param number its position in the reply, from 1
 * @param path the file as the reply names it; empty where it names none
 * @param text the code
 */
public record Code(int number, String path, String text) implements Edit {

  public Code {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(text, "text");
  }
}
