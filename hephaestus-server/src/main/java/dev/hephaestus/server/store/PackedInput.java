package dev.hephaestus.server.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link PackedOutput} wrote.
 *
 * <p><i>Errors:</i> IndexOutOfBoundsException where the bytes end too early or name what is not
 * there.
 *
 * <p><i>Threads:</i> for one.
 */
final class PackedInput {
  private final List<String> named = new ArrayList<>();
  private final byte[] bytes;
  private final int end;
  private int at;

  PackedInput(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte group = bytes[at++];
      value |= (long) (group & 0x7f) << shift;
      if (group >= 0) {
        return value;
      }
    }
    throw new IndexOutOfBoundsException("a number that does not end");
  }

  long signed() {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  /** How many of something follow; each takes a byte at least. */
  int count() {
    long count = number();
    if (count < 0 || count > end - at) {
      throw new IndexOutOfBoundsException(count + " elements in " + (end - at) + " bytes");
    }
    return (int) count;
  }

  String text() {
    int length = count();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  String shared() {
    long place = number();
    if (place != 0) {
      return named.get(Math.toIntExact(place - 1));
    }
    String text = text();
    if (named.size() < PackedOutput.MOST_NAMED) {
      named.add(text);
    }
    return text;
  }
}
