package dev.hephaestus.benchmarks.faults;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.Thrown;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.Random;

/**
 * Issues numbered records for one session, sends again what was not acknowledged, and books what
 * was. Now and then it sends what was sent before, or leaves a gap, as a reordering network would.
 *
 * <p><i>Threads:</i> its own; how far it is acknowledged may be asked for by any.
 */
final class Issuer implements Runnable {
  private static final long PATIENCE_MS = 4_000;
  private static final int LARGEST = 150;
  private static final int PAUSE_MS = 8;
  private static final long AHEAD = 5_000;
  private static final int BETWEEN_ERRORS = 10;
  private static final int FAULTS = 7;

  private final String node;
  private final String instance;
  private final int port;
  private final Random random;
  private final Ledger ledger;
  private volatile boolean finishing;
  private long issued;
  private volatile long acknowledged;

  Issuer(String node, String instance, int port, long seed, Ledger ledger) {
    this.node = node;
    this.instance = instance;
    this.port = port;
    this.random = new Random(seed);
    this.ledger = ledger;
  }

  /** From now on nothing new is issued; it ends when all is acknowledged. */
  void finish() {
    finishing = true;
  }

  String instance() {
    return instance;
  }

  /** Up to here all was acknowledged. */
  long acknowledged() {
    return acknowledged;
  }

  long issued() {
    return issued;
  }

  /** What a record says of itself. */
  static String text(String instance, long sequence) {
    return instance + "/" + sequence;
  }

  @Override
  public void run() {
    try {
      while (!finishing || acknowledged < issued) {
        connection();
        Thread.sleep(50 + random.nextInt(200));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void connection() throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      Answers answers = new Answers();
      StreamObserver<StreamLogsRequest> requests =
          LogServiceGrpc.newStub(channel).streamLogs(answers);
      requests.onNext(hello());
      if (answers.awaitWelcome(PATIENCE_MS)) {
        book(answers.acknowledged());
        send(requests, answers);
      }
      ledger.ended(answers.end());
    } catch (IllegalStateException ended) {
      // The call was over before the message.
    } finally {
      channel.shutdownNow();
    }
  }

  private StreamLogsRequest hello() {
    return StreamLogsRequest.newBuilder()
        .setHello(
            Hello.newBuilder()
                .setNodeId(node)
                .setInstance(instance)
                .setEpoch(1)
                .setFirstUnacked(acknowledged + 1))
        .build();
  }

  private void send(StreamObserver<StreamLogsRequest> requests, Answers answers)
      throws InterruptedException {
    long next = acknowledged + 1;
    long progress = System.currentTimeMillis();
    while (answers.isOpen() && System.currentTimeMillis() - progress < PATIENCE_MS) {
      long before = acknowledged;
      book(answers.acknowledged());
      if (acknowledged > before || acknowledged == issued) {
        progress = System.currentTimeMillis();
      }
      if (finishing && acknowledged >= issued) {
        return;
      }
      next = Math.max(next, acknowledged + 1);
      next = sendOne(requests, answers, next);
      Thread.sleep(PAUSE_MS);
    }
  }

  private long sendOne(StreamObserver<StreamLogsRequest> requests, Answers answers, long next) {
    int chance = random.nextInt(400);
    if (chance == 0 && next < issued) {
      // Later ones first: refused, and the stream with it.
      requests.onNext(batch(next + 1, issued));
      ledger.reordered();
      return next;
    }
    if (chance < 20 && next > 1) {
      long from = Math.max(1, next - 1 - random.nextInt(LARGEST));
      requests.onNext(batch(from, Math.min(issued, from + random.nextInt(LARGEST))));
      ledger.repeated();
      return next;
    }
    long last = next + random.nextInt(LARGEST);
    if (!finishing && last - acknowledged < AHEAD) {
      issued = Math.max(issued, last);
    }
    last = Math.min(last, issued);
    if (last < next) {
      return next;
    }
    StreamLogsRequest request = batch(next, last);
    if (!answers.spend(request.getBatch().getSerializedSize())) {
      return next;
    }
    requests.onNext(request);
    return last + 1;
  }

  private StreamLogsRequest batch(long first, long last) {
    Batch.Builder batch = Batch.newBuilder().setFirstSequence(first);
    for (long sequence = first; sequence <= last; sequence++) {
      batch.addRecords(record(sequence));
    }
    return StreamLogsRequest.newBuilder().setBatch(batch).build();
  }

  private LogRecord record(long sequence) {
    LogRecord.Builder record =
        LogRecord.newBuilder()
            .setTimeUnixNanos(1_767_225_600_000_000_000L + sequence)
            .setLevel(Level.LEVEL_INFO)
            .setLogger("oracle")
            .setMessage(text(instance, sequence));
    if (sequence % BETWEEN_ERRORS == 0) {
      Frame place = Frame.newBuilder().setClassName(fault(sequence)).setMethod("asked").build();
      record
          .setLevel(Level.LEVEL_ERROR)
          .setThrown(
              Thrown.newBuilder().setClassName("java.lang.IllegalStateException").addFrames(place));
    }
    return record.build();
  }

  /** The class that an error's exception came from: each is one fault. */
  private static String fault(long sequence) {
    return "oracle.Part" + sequence / BETWEEN_ERRORS % FAULTS;
  }

  private void book(long durable) {
    if (durable > issued) {
      ledger.violated(instance + " was told " + durable + " and issued " + issued);
    }
    acknowledged = Math.max(acknowledged, durable);
  }

  /** Called with what a Welcome says; it must not take an acknowledgement back. */
  private final class Answers extends StreamAnswers {
    @Override
    void welcomed(long durable) {
      if (durable < acknowledged) {
        ledger.violated(
            instance + " has " + acknowledged + " acknowledged and is welcomed at " + durable);
      }
    }
  }
}
