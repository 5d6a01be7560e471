package dev.hephaestus.benchmarks.ingest;

import dev.hephaestus.benchmarks.Percentiles;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One client process: sends batches as its credit allows and books when they are acknowledged.
 *
 * <p><i>Threads:</i> one sends, gRPC's receive.
 */
final class LoadStream implements StreamObserver<StreamLogsResponse> {
  private final List<LogRecord> records;
  private final int batchSize;
  private final StreamObserver<StreamLogsRequest> requests;
  private final Deque<Sent> underWay = new ArrayDeque<>();
  private final Percentiles latencies = new Percentiles();
  private long credit;
  private long acknowledged;
  private long sent;
  private boolean failed;

  private record Sent(long lastSequence, long nanos) {}

  LoadStream(Channel channel, String node, int number, List<LogRecord> records, int batchSize) {
    this.records = records;
    this.batchSize = batchSize;
    this.requests = LogServiceGrpc.newStub(channel).streamLogs(this);
    requests.onNext(
        StreamLogsRequest.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setNodeId(node)
                    .setInstance("load-" + number)
                    .setEpoch(System.currentTimeMillis())
                    .setFirstUnacked(1))
            .build());
  }

  /** Sends one batch; waits for credit before it. */
  void send() throws InterruptedException {
    Batch.Builder batch = Batch.newBuilder().setFirstSequence(sent + 1);
    for (int i = 0; i < batchSize; i++) {
      batch.addRecords(records.get((int) ((sent + i) % records.size())));
    }
    StreamLogsRequest request = StreamLogsRequest.newBuilder().setBatch(batch).build();
    spend(request.getBatch().getSerializedSize());
    requests.onNext(request);
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
