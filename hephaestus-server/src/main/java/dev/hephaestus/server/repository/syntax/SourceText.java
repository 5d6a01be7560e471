package dev.hephaestus.server.repository.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A source as UTF-8, which is what grammars count in, with its lines. */
final class SourceText {

  private final byte[] bytes;
  private final int[] lineStarts;

  SourceText(String text) {
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
    this.lineStarts = lineStarts(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  String between(int start, int end) {
    int from = Math.max(0, Math.min(start, bytes.length));
    int to = Math.max(from, Math.min(end, bytes.length));
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** The line of a byte, from 1. */
  int lineAt(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /**
   * The line of the last byte of a range that is not white space; the first one's where none is.
   */
  int lastLine(int start, int end) {
    int last = Math.min(end, bytes.length) - 1;
    while (last > start && bytes[last] <= ' ' && bytes[last] >= 0) {
      last--;
    }
    return lineAt(Math.max(start, last));
  }

  /** A line ends with a line feed, or with a carriage return that none follows, as in Java. */
  private static int[] lineStarts(byte[] bytes) {
    int[] starts = new int[Math.max(16, bytes.length / 24)];
    int count = 1;
    for (int i = 0; i < bytes.length; i++) {
      boolean ends =
          bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n'));
      if (ends) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }
}
