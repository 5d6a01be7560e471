package dev.hephaestus.server.repository;

import java.util.Arrays;

/** Bytes in the making: small numbers take few of them. */
final class ByteSink {

  private byte[] bytes = new byte[4096];
  private int size;

  int size() {
    return size;
  }

  /** A number from 0, seven bits a byte. */
  void varint(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    put((byte) rest);
  }

  /** A number that may be below 0. */
  void signed(int value) {
    varint((value << 1) ^ (value >> 31));
  }

  void int32(int value) {
    reserve(4);
    size += 4;
    int32At(size - 4, value);
  }

  /** Overwrites what stands there. */
  void int32At(int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  void raw(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void put(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
