package dev.hephaestus.client.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a segment.
 *
 * <p><em>Shape:</em> a head (mark, length of the instance, instance, epoch, CRC32C of these), then
 * entries (mark, first sequence, records, length, CRC32C of these three and the batch, batch); all
 * numbers big-endian.
 */
final class SegmentFormat {
  static final int ENTRY_HEAD_BYTES = 24;
  static final int MAX_PAYLOAD_BYTES = 16 << 20;

  private static final int HEAD_MARK = 0x48535031; // HSP1
  private static final int ENTRY_MARK = 0x48454e31; // HEN1
  private static final int MAX_INSTANCE_BYTES = 1024;

  private SegmentFormat() {}

  /** Whose entries a segment holds. */
  static final class Head {
    final String instance;
    final long epoch;
    final int bytes;

    Head(String instance, long epoch, int bytes) {
      this.instance = instance;
      this.epoch = epoch;
      this.bytes = bytes;
    }
  }

  static ByteBuffer head(String instance, long epoch) {
    byte[] name = instance.getBytes(StandardCharsets.UTF_8);
    ByteBuffer head = ByteBuffer.allocate(name.length + 20);
    head.putInt(HEAD_MARK).putInt(name.length).put(name).putLong(epoch);
    head.putInt(checksum(head.array(), 0, head.position()));
    return head.flip();
  }

  /** The head at the beginning, or null where there is none to trust. */
  static @Nullable Head readHead(ByteBuffer file) {
    if (file.remaining() < 20 || file.getInt(0) != HEAD_MARK) {
      return null;
    }
    int length = file.getInt(4);
    if (length < 0 || length > MAX_INSTANCE_BYTES || file.limit() < length + 20) {
      return null;
    }
    byte[] bytes = new byte[length + 16];
    file.duplicate().get(bytes);
    if (checksum(bytes, 0, bytes.length) != file.getInt(length + 16)) {
      return null;
    }
    String instance = new String(bytes, 8, length, StandardCharsets.UTF_8);
    return new Head(instance, file.getLong(length + 8), length + 20);
  }

  static ByteBuffer entry(long firstSequence, int records, byte[] payload) {
    ByteBuffer entry = ByteBuffer.allocate(ENTRY_HEAD_BYTES + payload.length);
    entry.putInt(ENTRY_MARK).putLong(firstSequence).putInt(records).putInt(payload.length);
    entry.putInt(entryChecksum(entry.array(), payload)).put(payload);
    return entry.flip();
  }

  /** The length of the batch whose whole and sound entry begins here, or -1. */
  static int payloadAt(ByteBuffer file, int offset) {
    if (file.limit() - offset < ENTRY_HEAD_BYTES || file.getInt(offset) != ENTRY_MARK) {
      return -1;
    }
    int length = file.getInt(offset + 16);
    if (length < 0
        || length > MAX_PAYLOAD_BYTES
        || file.limit() - offset - ENTRY_HEAD_BYTES < length
        || file.getLong(offset + 4) < 1
        || file.getInt(offset + 12) < 1) {
      return -1;
    }
    CRC32C sum = new CRC32C();
    update(sum, file, offset + 4, 16);
    update(sum, file, offset + ENTRY_HEAD_BYTES, length);
    return (int) sum.getValue() == file.getInt(offset + 20) ? length : -1;
  }

  static long firstSequenceAt(ByteBuffer file, int offset) {
    return file.getLong(offset + 4);
  }

  static int recordsAt(ByteBuffer file, int offset) {
    return file.getInt(offset + 12);
  }

  private static void update(CRC32C sum, ByteBuffer file, int from, int length) {
    ByteBuffer part = file.duplicate();
    part.limit(from + length).position(from);
    sum.update(part);
  }

  private static int entryChecksum(byte[] head, byte[] payload) {
    CRC32C sum = new CRC32C();
    sum.update(head, 4, 16);
    sum.update(payload, 0, payload.length);
    return (int) sum.getValue();
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }
}
