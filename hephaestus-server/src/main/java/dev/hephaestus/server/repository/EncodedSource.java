package dev.hephaestus.server.repository;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A parsed source as {@link SourceCodec} writes it, on the heap or in a mapped file. */
final class EncodedSource {

  /** All of it, never moved or written to. */
  private final ByteBuffer buffer;

  private final byte @Nullable [] heap;

  private EncodedSource(ByteBuffer buffer, byte @Nullable [] heap) {
    this.buffer = buffer;
    this.heap = heap;
  }

  static EncodedSource of(byte[] bytes) {
    return new EncodedSource(ByteBuffer.wrap(bytes), bytes);
  }

  static EncodedSource mapped(ByteBuffer buffer) {
    return new EncodedSource(buffer, null);
  }

  int length() {
    return buffer.limit();
  }

  /** Whether it takes heap. */
  boolean onHeap() {
    return heap != null;
  }

  ByteBuffer buffer() {
    return buffer.duplicate();
  }

  byte[] bytes() {
    if (heap != null) {
      return heap;
    }
    byte[] bytes = new byte[buffer.limit()];
    buffer.get(0, bytes);
    return bytes;
  }

  /** What it can be found by, in ascending order. */
  int[] terms() {
    int[] terms = new int[buffer.getInt(SourceCodec.TERMS)];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = buffer.getInt(SourceCodec.TERMS + 4 + 4 * i);
    }
    return terms;
  }
}
