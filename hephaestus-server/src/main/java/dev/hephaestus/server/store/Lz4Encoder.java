package dev.hephaestus.server.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compresses fast and gives up fast on what does not compress: the longer nothing is found, the
 * larger the steps, and one find does not make them small at once.
 *
 * <p><i>Threads:</i> for one.
 *
 * <p><i>Source:</i> the LZ4 block format; the last five bytes are literals, and the last match
 * begins at least twelve bytes before the end.
 */
final class Lz4Encoder {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MOST_HASH_BITS = 13;
  private static final int LEAST_HASH_BITS = 8;
  private static final int GOLDEN_RATIO = 0x9E3779B1;
  private static final int LEAST_MATCH = 4;
  private static final int LAST_LITERALS = 5;
  private static final int MATCH_BEFORE_END = 12;
  private static final int FARTHEST = 65_535;
  private static final int PATIENCE_BITS = 5;

  private final int shift;
  private final int[] table;
  private final byte[] source;
  private final int end;
  private final byte[] target;
  private int at;

  private Lz4Encoder(byte[] source, int end, byte[] target, int at) {
    this.source = source;
    this.end = end;
    this.target = target;
    this.at = at;
    // No more places than bytes: to clear the table would cost more than a short text does.
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(end);
    int hashBits = Math.clamp(bits, LEAST_HASH_BITS, MOST_HASH_BITS);
    this.shift = Integer.SIZE - hashBits;
    this.table = new int[1 << hashBits];
    Arrays.fill(table, -1);
  }

  /** The most bytes that so many can become. */
  static int most(int length) {
    return length + length / 255 + 16;
  }

  /**
   * Compresses the first bytes of the source and returns where they end in the target.
   *
   * @param target has room for {@link #most} bytes after {@code at}
   */
  static int encode(byte[] source, int length, byte[] target, int at) {
    return new Lz4Encoder(source, length, target, at).encode();
  }

  private int encode() {
    int literals = 0;
    int position = 0;
    int misses = 1 << PATIENCE_BITS;
    while (position <= end - MATCH_BEFORE_END) {
      int four = (int) INT.get(source, position);
      int slot = (four * GOLDEN_RATIO) >>> shift;
      int found = table[slot];
      table[slot] = position;
      if (found < 0 || position - found > FARTHEST || (int) INT.get(source, found) != four) {
        position += misses >>> PATIENCE_BITS;
        misses++;
        continue;
      }
      // What the steps went past at its beginning belongs to the match as well.
      int before = alikeBefore(found, position, literals);
      position -= before;
      int length =
          LEAST_MATCH + before + alike(found + LEAST_MATCH, position + before + LEAST_MATCH);
      write(literals, position - literals, position + before - found, length);
      position += length;
      literals = position;
      misses = Math.max(1 << PATIENCE_BITS, misses >>> 1);
    }
    write(literals, end - literals, 0, 0);
    return at;
  }

  private int alikeBefore(int first, int second, int from) {
    int count = 0;
    while (count < first
        && count < second - from
        && source[first - count - 1] == source[second - count - 1]) {
      count++;
    }
    return count;
  }

  private int alike(int first, int second) {
    int limit = end - LAST_LITERALS;
    int begin = second;
    int a = first;
    int b = second;
    while (b + Long.BYTES <= limit) {
      long different = (long) LONG.get(source, a) ^ (long) LONG.get(source, b);
      if (different != 0) {
        return b - begin + (Long.numberOfTrailingZeros(different) >>> 3);
      }
      a += Long.BYTES;
      b += Long.BYTES;
    }
    while (b < limit && source[a] == source[b]) {
      a++;
      b++;
    }
    return b - begin;
  }

  /** Literals and the match after them; without a match it is the end. */
  private void write(int from, int literals, int distance, int length) {
    int matched = length == 0 ? 0 : length - LEAST_MATCH;
    target[at++] = (byte) ((Math.min(literals, 15) << 4) | Math.min(matched, 15));
    rest(literals);
    System.arraycopy(source, from, target, at, literals);
    at += literals;
    if (length > 0) {
      target[at++] = (byte) distance;
      target[at++] = (byte) (distance >>> 8);
      rest(matched);
    }
  }

  private void rest(int length) {
    if (length >= 15) {
      int left = length - 15;
      while (left >= 255) {
        target[at++] = (byte) 255;
        left -= 255;
      }
      target[at++] = (byte) left;
    }
  }
}
