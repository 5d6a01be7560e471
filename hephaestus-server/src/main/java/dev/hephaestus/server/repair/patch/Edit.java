package dev.hephaestus.server.repair.patch;

/** One thing that a reply wants changed in a file. */
public sealed interface Edit permits Block, Code {

  /** Its position in the reply, from 1. */
  int number();

  /** The file as the reply names it; empty where it names none. */
  String path();

  /** For people: {@code Block 2 (src/Cart.java)}. */
  default String title() {
    return "Block " + number() + (path().isEmpty() ? "" : " (" + path() + ")");
  }
}
