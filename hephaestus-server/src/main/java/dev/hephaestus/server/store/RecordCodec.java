package dev.hephaestus.server.store;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.ingest.LogRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Log records as they are kept: the batch as one piece, which is what makes them cheap to keep.
 *
 * <p><i>Shape:</i> one byte that says the format, then the batch; format 1 is a deflated JSON array
 * of objects, whose fields {@link RecordWriter} writes.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class RecordCodec {
  private static final int DEFLATED_JSON = 1;
  private static final int BUFFER_BYTES = 16 << 10;

  private RecordCodec() {}

  static byte[] encode(List<LogRecord> records) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(BUFFER_BYTES);
    body.write(DEFLATED_JSON);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try (OutputStream deflated = new DeflaterOutputStream(body, deflater, BUFFER_BYTES);
        JsonGenerator json = Json.FACTORY.createGenerator(deflated, JsonEncoding.UTF8)) {
      RecordWriter writer = new RecordWriter(json);
      json.writeStartArray();
      for (LogRecord record : records) {
        writer.write(record);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new HephaestusException("log records cannot be encoded: " + e.getMessage(), e);
    } finally {
      deflater.end();
    }
    return body.toByteArray();
  }

  static List<LogRecord> decode(byte[] body) {
    if (body.length == 0 || body[0] != DEFLATED_JSON) {
      throw new HephaestusException(
          "stored log records have a format that this server does not know; start the newer server");
    }
    Inflater inflater = new Inflater(true);
    try (InflaterInputStream inflated =
            new InflaterInputStream(
                new ByteArrayInputStream(body, 1, body.length - 1), inflater, BUFFER_BYTES);
        JsonParser json = Json.FACTORY.createParser(inflated)) {
      List<LogRecord> records = new ArrayList<>();
      RecordReader reader = new RecordReader(json);
      json.nextToken();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        records.add(reader.read());
      }
      return records;
    } catch (IOException | RuntimeException e) {
      throw new HephaestusException(
          "stored log records cannot be read: " + e.getMessage() + "; restore a backup", e);
    } finally {
      inflater.end();
    }
  }
}
