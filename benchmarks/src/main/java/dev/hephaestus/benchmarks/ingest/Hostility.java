package dev.hephaestus.benchmarks.ingest;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Codec;
import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** What a sender does that is out to harm, again and again, and how often a second. */
enum Hostility {
  NOBODY(0) {
    @Override
    String once(ManagedChannel channel) {
      return "";
    }
  },
  /** A message of 100 MB, sent for as long as the server takes any of it. */
  OVERSIZED(2) {
    @Override
    String once(ManagedChannel channel) throws InterruptedException {
      return ended(channel, CallOptions.DEFAULT, new byte[0], Payloads.LARGE);
    }
  },
  /** 100 KB that become 100 MB. */
  BOMB(20) {
    @Override
    String once(ManagedChannel channel) throws InterruptedException {
      return ended(
          channel, CallOptions.DEFAULT.withCompression("gzip"), new byte[0], Payloads.BOMB);
    }
  },
  /** Bytes that are no message. */
  MALFORMED(500) {
    @Override
    String once(ManagedChannel channel) throws InterruptedException {
      byte[] noise = new byte[1_000];
      ThreadLocalRandom.current().nextBytes(noise);
      return ended(channel, CallOptions.DEFAULT, new byte[] {0x12}, noise);
    }
  },
  /** 300 streams that are reset at once, on a connection of their own. */
  RAPID_RESET(5) {
    @Override
    String once(ManagedChannel channel) throws InterruptedException {
      Ended witness = new Ended();
      ClientCall<InputStream, ?> beside = call(channel, CallOptions.DEFAULT, witness);
      beside.request(1);
      for (int i = 0; i < 300; i++) {
        call(channel, CallOptions.DEFAULT, new Ended()).cancel("as planned", null);
      }
      // The connection is closed to new streams at once, and ended after a grace.
      return witness.status(100);
    }
  };

  private static final int LARGE = 100 << 20;
  private static final int ANSWER_WITHIN_MS = 10_000;

  final int perSecond;

  Hostility(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Does it once; says how the server ended it. */
  abstract String once(ManagedChannel channel) throws InterruptedException;

  static ManagedChannel channel(int port) {
    CompressorRegistry packed = CompressorRegistry.newEmptyInstance();
    packed.register(new PackedBefore());
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .compressorRegistry(packed)
        .build();
  }

  private static String ended(ManagedChannel channel, CallOptions options, byte[] head, byte[] body)
      throws InterruptedException {
    Ended ended = new Ended();
    ClientCall<InputStream, ?> call = call(channel, options, ended);
    call.request(1);
    call.sendMessage(new EncodedBatches.Message(head, body));
    String status = ended.status(ANSWER_WITHIN_MS);
    call.cancel("answered", null);
    return status;
  }

  private static ClientCall<InputStream, ?> call(
      ManagedChannel channel, CallOptions options, ClientCall.Listener<Object> listener) {
    ClientCall<InputStream, Object> call =
        channel.newCall(
            LogServiceGrpc.getStreamLogsMethod().toBuilder(new EncodedBatches.Bytes(), new Unread())
                .build(),
            options);
    call.start(listener, new Metadata());
    return call;
  }

  /** Answers are of no interest. */
  private static final class Unread implements Marshaller<Object> {
    @Override
    public InputStream stream(Object value) {
      return InputStream.nullInputStream();
    }

    @Override
    public Object parse(InputStream stream) {
      return stream;
    }
  }

  private static final class Ended extends ClientCall.Listener<Object> {
    private final CompletableFuture<Status> status = new CompletableFuture<>();

    @Override
    public void onClose(Status end, @Nullable Metadata trailers) {
      status.complete(end);
    }

    String status(long ms) throws InterruptedException {
      try {
        Status end = status.get(ms, TimeUnit.MILLISECONDS);
        String why = String.valueOf(end.getDescription());
        return end.getCode() + (why.contains("ENHANCE_YOUR_CALM") ? " ENHANCE_YOUR_CALM" : "");
      } catch (ExecutionException | TimeoutException unanswered) {
        return "no answer";
      }
    }
  }

  /** Says gzip of what is gzip already. */
  private static final class PackedBefore implements Compressor {
    @Override
    public String getMessageEncoding() {
      return new Codec.Gzip().getMessageEncoding();
    }

    @Override
    public OutputStream compress(OutputStream target) {
      return target;
    }
  }

  /** Made when first used: they are large. */
  private static final class Payloads {
    static final byte[] LARGE = new byte[Hostility.LARGE];
    static final byte[] BOMB = bomb();

    private static byte[] bomb() {
      byte[] message =
          StreamLogsRequest.newBuilder()
              .setBatch(
                  Batch.newBuilder()
                      .setFirstSequence(1)
                      .addRecords(LogRecord.newBuilder().setMessage("a".repeat(Hostility.LARGE))))
              .build()
              .toByteArray();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(message);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return packed.toByteArray();
    }
  }
}
