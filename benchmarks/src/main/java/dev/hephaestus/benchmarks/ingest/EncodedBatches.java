package dev.hephaestus.benchmarks.ingest;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches whose records were encoded beforehand, so that two cores are spent on the server and not
 * on encoding the same records again: what the server reads is the same to the byte.
 *
 * <p><i>Threads:</i> immutable; any.
 */
final class EncodedBatches {
  private final List<byte[]> bodies = new ArrayList<>();

  /**
   * @param field the records' in the message that holds them
   */
  EncodedBatches(List<? extends MessageLite> records, int batchSize, int field) {
    for (int from = 0; from + batchSize <= records.size(); from += batchSize) {
      bodies.add(body(records.subList(from, from + batchSize), field));
    }
  }

  private static byte[] body(List<? extends MessageLite> records, int field) {
    int size = 0;
    for (MessageLite record : records) {
      size += CodedOutputStream.computeMessageSize(field, record);
    }
    byte[] body = new byte[size];
    CodedOutputStream out = CodedOutputStream.newInstance(body);
    try {
      for (MessageLite record : records) {
        out.writeMessage(field, record);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return body;
  }

  /** The records of a batch; after the last the first comes again. */
  byte[] body(long number) {
    return bodies.get((int) (number % bodies.size()));
  }

  /** A message as bytes: what differs between messages, then what was encoded beforehand. */
  static final class Message extends SequenceInputStream implements KnownLength, Drainable {
    private final byte[] head;
    private final byte[] body;

    Message(byte[] head, byte[] body) {
      super(new ByteArrayInputStream(head), new ByteArrayInputStream(body));
      this.head = head;
      this.body = body;
    }

    @Override
    public int available() {
      return head.length + body.length;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      target.write(head);
      target.write(body);
      return available();
    }
  }

  /** Gives gRPC the bytes as they are. */
  static final class Bytes implements Marshaller<InputStream> {
    @Override
    public InputStream stream(InputStream value) {
      return value;
    }

    @Override
    public InputStream parse(InputStream stream) {
      throw new UnsupportedOperationException("nothing is read by it");
    }
  }
}
