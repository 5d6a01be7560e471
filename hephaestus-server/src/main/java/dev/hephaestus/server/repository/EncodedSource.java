package dev.hephaestus.server.repository;

import java.nio.ByteBuffer;

/** A parsed source as {@link SourceCodec} writes it, on the heap or in a mapped file. */
final class EncodedSource {

  /** All of it, never moved or written to. */
  private final ByteBuffer buffer;

  EncodedSource(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  static EncodedSource of(byte[] bytes) {
    return new EncodedSource(ByteBuffer.wrap(bytes));
  }

  int length() {
    return buffer.limit();
  }

  /** Whether it takes heap. */
  boolean onHeap() {
    return buffer.hasArray();
  }

  ByteBuffer buffer() {
    return buffer.duplicate();
  }

  byte[] bytes() {
    if (buffer.hasArray()) {
      return buffer.array();
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
