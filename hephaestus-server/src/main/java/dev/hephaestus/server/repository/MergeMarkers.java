package dev.hephaestus.server.repository;

import java.util.Optional;

/**
 * Reads a text in which a merge was committed unresolved: our side is kept, the marks and the other
 * sides become blank lines, so that every line keeps its number.
 */
final class MergeMarkers {

  private static final int MARK = 7;

  private enum Side {
    BOTH,
    OURS,
    OTHERS
  }

  private MergeMarkers() {}

  /** The text without the others' sides; empty where there is no conflict in it. */
  static Optional<String> ours(String text) {
    if (!text.contains("<<<<<<<") || !text.contains(">>>>>>>")) {
      return Optional.empty();
    }
    StringBuilder kept = new StringBuilder(text.length());
    Side side = Side.BOTH;
    boolean found = false;
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      Side next = after(text, start, side);
      found |= side == Side.OTHERS && next == Side.BOTH;
      if (next == side && side != Side.OTHERS) {
        kept.append(text, start, end);
      } else if (newline >= 0) {
        kept.append('\n');
      }
      side = next;
      start = end;
    }
    return found && side == Side.BOTH ? Optional.of(kept.toString()) : Optional.empty();
  }

  private static Side after(String text, int line, Side side) {
    return switch (side) {
      case BOTH -> isMark(text, line, '<') ? Side.OURS : side;
      case OURS -> isMark(text, line, '|') || isMark(text, line, '=') ? Side.OTHERS : side;
      case OTHERS -> isMark(text, line, '>') ? Side.BOTH : side;
    };
  }

  private static boolean isMark(String text, int line, char mark) {
    for (int i = line; i < line + MARK; i++) {
      if (i >= text.length() || text.charAt(i) != mark) {
        return false;
      }
    }
    int after = line + MARK;
    return after == text.length() || Character.isWhitespace(text.charAt(after));
  }
}
