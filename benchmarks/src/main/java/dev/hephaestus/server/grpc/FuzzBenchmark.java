package dev.hephaestus.server.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.CapturedValue;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Pair;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.Thrown;
import dev.hephaestus.server.ingest.SessionKey;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Gives the way of a message, from its bytes to the records of the ingest stage, inputs that were
 * good once: each is taken, or refused by a status; nothing else comes out, and none takes long.
 */
final class FuzzBenchmark {
  private static final SessionKey SESSION = new SessionKey("node", "fuzz", 1);

  private final Random random;
  private final List<byte[]> corpus = new ArrayList<>();
  private long malformed;
  private long refused;
  private long taken;
  private long slowestNanos;

  FuzzBenchmark(long seed) {
    random = new Random(seed);
    corpus.add(hello());
    corpus.add(batch(1, false));
    corpus.add(batch(3, true));
    corpus.add(StreamLogsRequest.getDefaultInstance().toByteArray());
  }

  /** How many inputs (1,000,000), and a seed (1). */
  public static void main(String[] arguments) {
    int inputs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    FuzzBenchmark fuzz = new FuzzBenchmark(arguments.length > 1 ? Long.parseLong(arguments[1]) : 1);
    fuzz.run(inputs / 10);
    long before = heap();
    fuzz.run(inputs);
    System.out.printf(
        Locale.ROOT, "%s; heap %+.1f MB%n", fuzz, (heap() - before) / (double) (1 << 20));
  }

  /** Throws what is neither a refusal nor malformed. */
  void run(int inputs) {
    for (int i = 0; i < inputs; i++) {
      byte[] input = mutated(corpus.get(random.nextInt(corpus.size())));
      long begin = System.nanoTime();
      give(input);
      slowestNanos = Math.max(slowestNanos, System.nanoTime() - begin);
    }
  }

  private void give(byte[] input) {
    try {
      StreamLogsRequest request = StreamLogsRequest.parseFrom(input);
      switch (request.getMessageCase()) {
        case HELLO -> RequestValidation.check(request.getHello());
        case BATCH -> {
          Batch whole = WholeRecords.of(request.getBatch());
          RequestValidation.check(whole);
          RecordMapper.batch(SESSION, whole);
          RecordMapper.losses(whole);
        }
        case GOODBYE -> RequestValidation.check(request.getGoodbye());
        case REPORT -> RequestValidation.check(request.getReport());
        case MESSAGE_NOT_SET -> {}
      }
      taken++;
    } catch (InvalidProtocolBufferException notProtobuf) {
      malformed++;
    } catch (StatusRuntimeException status) {
      refused++;
    }
  }

  private byte[] mutated(byte[] good) {
    byte[] bytes = good.clone();
    for (int left = 1 + random.nextInt(6); left > 0 && bytes.length > 0; left--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes[at] = (byte) 0xff;
        case 3 -> bytes = spliced(bytes, at, random.nextInt(4));
        case 4 -> bytes = Arrays.copyOf(bytes, at);
        default -> bytes = repeated(bytes, at);
      }
    }
    return bytes;
  }

  /** With a few bytes left out, and a few of another put in. */
  private byte[] spliced(byte[] bytes, int at, int out) {
    byte[] other = corpus.get(random.nextInt(corpus.size()));
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    int in = Math.min(other.length - from, random.nextInt(64));
    int rest = Math.max(0, bytes.length - at - out);
    byte[] result = new byte[at + in + rest];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(other, from, result, at, in);
    System.arraycopy(bytes, bytes.length - rest, result, at + in, rest);
    return result;
  }

  private static byte[] repeated(byte[] bytes, int at) {
    byte[] result = Arrays.copyOf(bytes, bytes.length + bytes.length - at);
    System.arraycopy(bytes, at, result, bytes.length, bytes.length - at);
    return result;
  }

  private static byte[] hello() {
    return StreamLogsRequest.newBuilder()
        .setHello(
            Hello.newBuilder()
                .setNodeId("node")
                .setInstance("web-1")
                .setEpoch(7)
                .setFirstUnacked(3)
                .setResource(
                    Resource.newBuilder()
                        .setService("shop")
                        .addAttributes(Pair.newBuilder().setKey("a").setValue("b"))
                        .setHost("h")))
        .build()
        .toByteArray();
  }

  private static byte[] batch(int records, boolean thrown) {
    Batch.Builder batch =
        Batch.newBuilder().setFirstSequence(5).setSkipped(1).addTexts("shop.Cart");
    batch.addFrames(frame(2));
    for (int i = 0; i < records; i++) {
      LogRecord.Builder record =
          LogRecord.newBuilder()
              .setTimeUnixNanos(1_767_225_600_000_000_000L)
              .setLevel(Level.LEVEL_ERROR)
              .setLoggerText(1)
              .setMessage("Order 17 could not be priced \u00e4\u20ac")
              .addArguments("17")
              .addMdc(Pair.newBuilder().setKey("user").setValue("u1"))
              .setTraceId("0123456789abcdef0123456789abcdef");
      if (thrown) {
        Thrown cause = Thrown.newBuilder().setClassName("E").addFrames(frame(3)).build();
        record.setThrown(
            Thrown.newBuilder()
                .setClassName("shop.CartException")
                .setMessage("no price")
                .addSharedFrames(1)
                .setCause(cause)
                .addSuppressed(cause));
      }
      batch.addRecords(record);
    }
    return StreamLogsRequest.newBuilder().setBatch(batch).build().toByteArray();
  }

  private static Frame frame(int values) {
    Frame.Builder frame =
        Frame.newBuilder().setClassName("shop.Cart").setMethod("total").setFile("Cart.java");
    for (int i = 0; i < values; i++) {
      frame.addValues(
          CapturedValue.newBuilder()
              .setName("arg" + i)
              .setKind(CapturedValue.Kind.KIND_OBJECT)
              .addParts(CapturedValue.newBuilder().setName("x").setText("1")));
    }
    return frame.setLine(42).build();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  long inputs() {
    return malformed + refused + taken;
  }

  long malformed() {
    return malformed;
  }

  long refused() {
    return refused;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d inputs: %,d malformed, %,d refused, %,d taken; slowest %.1f ms",
        inputs(),
        malformed,
        refused,
        taken,
        slowestNanos / 1e6);
  }
}
