package dev.hephaestus.server.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.ingest.LogRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.compress.LZ4;

/**
 * Log records as they are kept: the batch as one piece, which is what makes them cheap to keep.
 *
 * <p><i>Shape:</i> one byte that says the format, then the batch. Format 3 is four bytes with the
 * length of what follows before it was compressed by LZ4: the number of records, then what {@link
 * PackedRecordWriter} writes. Two are only read: format 2 does not share calls, and format 1 is a
 * deflated JSON array.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class RecordCodec {
  private static final VarHandle LENGTH =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int DEFLATED_JSON = 1;
  private static final int PACKED_WITHOUT_FRAMES = 2;
  private static final int PACKED = 3;
  private static final int HEADER = 1 + Integer.BYTES;
  private static final int BYTES_A_RECORD = 256;
  private static final int BUFFER_BYTES = 16 << 10;

  /** LZ4 cannot make more of a byte; a damaged length must not take the memory. */
  private static final int MOST_FOR_A_BYTE = 255;

  private RecordCodec() {}

  static byte[] encode(List<LogRecord> records) {
    PackedOutput packed = new PackedOutput(64 + BYTES_A_RECORD * records.size());
    packed.number(records.size());
    PackedRecordWriter writer = new PackedRecordWriter(packed);
    records.forEach(writer::write);
    byte[] body = new byte[HEADER + Lz4Encoder.most(packed.length())];
    body[0] = PACKED;
    LENGTH.set(body, 1, packed.length());
    return Arrays.copyOf(body, Lz4Encoder.encode(packed.bytes(), packed.length(), body, HEADER));
  }

  static List<LogRecord> decode(byte[] body) {
    try {
      return switch (body.length == 0 ? 0 : body[0]) {
        case PACKED -> packed(body, true);
        case PACKED_WITHOUT_FRAMES -> packed(body, false);
        case DEFLATED_JSON -> json(body);
        default ->
            throw new HephaestusException(
                "stored log records have a format that this server does not know; start the newer"
                    + " server");
      };
    } catch (HephaestusException unknown) {
      throw unknown;
    } catch (IOException | RuntimeException e) {
      throw new HephaestusException(
          "stored log records cannot be read: " + e.getMessage() + "; restore a backup", e);
    }
  }

  private static List<LogRecord> packed(byte[] body, boolean sharesFrames) throws IOException {
    ByteArrayDataInput in = new ByteArrayDataInput(body, 1, body.length - 1);
    int length = in.readInt();
    if (length < 0 || length / MOST_FOR_A_BYTE > body.length) {
      throw new IOException("its length is " + length);
    }
    byte[] bytes = new byte[length];
    if (LZ4.decompress(in, length, bytes, 0) != length) {
      throw new IOException("it is cut");
    }
    PackedInput packed = new PackedInput(bytes, length);
    PackedRecordReader reader = new PackedRecordReader(packed, sharesFrames);
    List<LogRecord> records = new ArrayList<>();
    for (int left = packed.count(); left > 0; left--) {
      records.add(reader.read());
    }
    return records;
  }

  private static List<LogRecord> json(byte[] body) throws IOException {
    Inflater inflater = new Inflater(true);
    try (InflaterInputStream inflated =
            new InflaterInputStream(
                new ByteArrayInputStream(body, 1, body.length - 1), inflater, BUFFER_BYTES);
        JsonParser json = Json.FACTORY.createParser(inflated)) {
      List<LogRecord> records = new ArrayList<>();
      JsonRecordReader reader = new JsonRecordReader(json);
      json.nextToken();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        records.add(reader.read());
      }
      return records;
    } finally {
      inflater.end();
    }
  }
}
