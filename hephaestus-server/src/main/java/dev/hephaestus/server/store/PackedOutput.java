package dev.hephaestus.server.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes numbers and texts into few bytes.
 *
 * <p><i>Shape:</i> numbers are little-endian groups of seven bits, texts UTF-8 with their length. A
 * text that is likely to come again is written once and named by its place from then on.
 *
 * <p><i>Threads:</i> for one.
 */
final class PackedOutput {
  /** What comes after so many is written out, so that neither end keeps an endless list. */
  static final int MOST_NAMED = 8_192;

  private static final int LONGEST_NUMBER = 10;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = LOW_BITS << 7;
  private static final long EIGHT_QUESTION_MARKS = LOW_BITS * '?';

  private final Map<String, Integer> named = new HashMap<>();
  private byte[] bytes;
  private int length;

  PackedOutput(int expected) {
    bytes = new byte[expected];
  }

  /** A number of 0 or more; below zero it takes ten bytes. */
  void number(long value) {
    reserve(LONGEST_NUMBER);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes[length++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[length++] = (byte) left;
  }

  /** A number on either side of zero. */
  void signed(long value) {
    number((value << 1) ^ (value >> 63));
  }

  /** A text that is not likely to come again. */
  void text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (encoded.length != text.length() || hasQuestionMark(encoded)) {
      // Not plain ASCII, or half a pair that became a question mark.
      encoded = wellFormed(text).getBytes(StandardCharsets.UTF_8);
    }
    number(encoded.length);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  /** A text that others may share. */
  void shared(String text) {
    Integer place = named.get(text);
    if (place != null) {
      number(place);
      return;
    }
    number(0);
    text(text);
    if (named.size() < MOST_NAMED) {
      named.put(text, named.size() + 1);
    }
  }

  private static boolean hasQuestionMark(byte[] encoded) {
    int i = 0;
    for (; i <= encoded.length - Long.BYTES; i += Long.BYTES) {
      // Eight at once: a byte becomes zero where it is one, and only then does the borrow show.
      long zeroWhereOne = (long) EIGHT.get(encoded, i) ^ EIGHT_QUESTION_MARKS;
      if (((zeroWhereOne - LOW_BITS) & ~zeroWhereOne & HIGH_BITS) != 0) {
        return true;
      }
    }
    for (; i < encoded.length; i++) {
      if (encoded[i] == '?') {
        return true;
      }
    }
    return false;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  /**
   * Half a surrogate pair has no UTF-8 form; a log may hold one where a text was cut, and must not
   * stop the batch that it is in.
   */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceHalfPairs(text);
      }
    }
    return text;
  }

  private static String replaceHalfPairs(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                clean.appendCodePoint(
                    c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
    return clean.toString();
  }
}
