package dev.hephaestus.benchmarks.ingest;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.hephaestus.benchmarks.Percentiles;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One client process: sends batches as its credit allows and books when they are acknowledged.
 *
 * <p><i>Threads:</i> one sends, gRPC's receive.
 */
final class LoadStream implements StreamObserver<StreamLogsResponse> {
  private static final MethodDescriptor<InputStream, StreamLogsResponse> STREAM =
      LogServiceGrpc.getStreamLogsMethod().toBuilder(
              new EncodedBatches.Bytes(),
              LogServiceGrpc.getStreamLogsMethod().getResponseMarshaller())
          .build();

  private final EncodedBatches batches;
  private final int batchSize;
  private final StreamObserver<InputStream> requests;
  private final Deque<Sent> underWay = new ArrayDeque<>();
  private final Percentiles latencies = new Percentiles();
  private long credit;
  private long acknowledged;
  private long sent;
  private boolean failed;

  private record Sent(long lastSequence, long nanos) {}

  LoadStream(Channel channel, String node, int number, EncodedBatches batches, int batchSize) {
    this.batches = batches;
    this.batchSize = batchSize;
    this.requests =
        ClientCalls.asyncBidiStreamingCall(channel.newCall(STREAM, CallOptions.DEFAULT), this);
    requests.onNext(hello(node, "load-" + number));
  }

  private static InputStream hello(String node, String instance) {
    return new ByteArrayInputStream(
        StreamLogsRequest.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setNodeId(node)
                    .setInstance(instance)
                    .setEpoch(System.currentTimeMillis())
                    .setFirstUnacked(1))
            .build()
            .toByteArray());
  }

  /** Sends one batch; waits for credit before it. */
  void send() throws InterruptedException {
    byte[] records = batches.body(sent / batchSize);
    byte[] sequence = Batch.newBuilder().setFirstSequence(sent + 1).build().toByteArray();
    int bytes = sequence.length + records.length;
    spend(bytes);
    requests.onNext(new EncodedBatches.Message(head(sequence, bytes), records));
  }

  private static byte[] head(byte[] sequence, int bytes) {
    byte[] head =
        new byte
            [CodedOutputStream.computeTagSize(StreamLogsRequest.BATCH_FIELD_NUMBER)
                + CodedOutputStream.computeUInt32SizeNoTag(bytes)
                + sequence.length];
    CodedOutputStream out = CodedOutputStream.newInstance(head);
    try {
      out.writeTag(StreamLogsRequest.BATCH_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(bytes);
      out.writeRawBytes(sequence);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return head;
  }

  private synchronized void spend(int bytes) throws InterruptedException {
    while (credit < bytes && !failed) {
      wait();
    }
    if (failed) {
      throw new IllegalStateException("the stream broke");
    }
    credit -= bytes;
    sent += batchSize;
    underWay.add(new Sent(sent, System.nanoTime()));
  }

  /** How many records were sent. */
  synchronized long sent() {
    return sent;
  }

  /** How many records were acknowledged. */
  synchronized long acknowledged() {
    return acknowledged;
  }

  /** Times from sending a batch to its acknowledgement. */
  synchronized Percentiles latencies() {
    return latencies;
  }

  /** Returns when all that was sent is acknowledged. */
  synchronized void settle() throws InterruptedException {
    while (acknowledged < sent && !failed) {
      wait();
    }
  }

  void end() {
    requests.onCompleted();
  }

  @Override
  public synchronized void onNext(StreamLogsResponse response) {
    switch (response.getMessageCase()) {
      case WELCOME -> credit += response.getWelcome().getCreditBytes();
      case CREDIT -> credit += response.getCredit().getBytes();
      case ACK -> acknowledged(response.getAck().getSequence());
      default -> {}
    }
    notifyAll();
  }

  private void acknowledged(long sequence) {
    acknowledged = sequence;
    long now = System.nanoTime();
    while (!underWay.isEmpty() && underWay.peek().lastSequence <= sequence) {
      latencies.add((now - underWay.remove().nanos) / 1e6);
    }
  }

  @Override
  public synchronized void onError(Throwable thrown) {
    System.err.println("a stream broke: " + thrown);
    failed = true;
    notifyAll();
  }

  @Override
  public void onCompleted() {}
}
