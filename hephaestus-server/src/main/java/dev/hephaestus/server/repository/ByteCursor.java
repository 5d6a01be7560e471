package dev.hephaestus.server.repository;

/** Reads what a {@link ByteSink} wrote. */
final class ByteCursor {

  private final byte[] bytes;
  private int at;

  ByteCursor(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  int at() {
    return at;
  }

  int varint() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("not a number at byte " + at);
  }

  int signed() {
    int value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  int int32() {
    at += 4;
    return (bytes[at - 4] & 0xff) << 24
        | (bytes[at - 3] & 0xff) << 16
        | (bytes[at - 2] & 0xff) << 8
        | (bytes[at - 1] & 0xff);
  }

  void skip(int count) {
    at += count;
  }
}
