package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.proto.v1.LogServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Drainable;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What hostile clients send is refused with a reason, and other streams go on. */
final class HostileStreamsTest {
  private static final int MIB = 1 << 20;
  private static final int ENHANCE_YOUR_CALM = 11;

  private final WireFixture wire = new WireFixture();
  private final String node = wire.initialize();
  private final StreamClient other = wire.connect(node, "other");
  private final ManagedChannel hostile =
      NettyChannelBuilder.forAddress("127.0.0.1", wire.server.port()).usePlaintext().build();

  @AfterEach
  void stop() {
    hostile.shutdownNow();
    wire.close();
  }

  @Test
  void aMessageOfAHundredMebibytesIsRefusedWithAReason() throws Exception {
    Status status = answer(new Zeros(100 * MIB), CallOptions.DEFAULT);

    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(status.getDescription()).contains("exceeds maximum size");
    othersGoOn();
  }

  @Test
  void aMessageThatGrowsWhenItIsUnpackedIsRefusedWithAReason() throws Exception {
    Status status = answer(new Zeros(400 * MIB), CallOptions.DEFAULT.withCompression("gzip"));

    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(status.getDescription()).contains("exceeds maximum size");
    othersGoOn();
  }

  @Test
  void aPackedBatchSpendsTheCreditOfWhatIsInIt() {
    StreamClient packed = new StreamClient();
    packed.toServer(LogServiceGrpc.newStub(hostile).withCompression("gzip").streamLogs(packed));
    packed.send(WireFixture.hello(node, "packed", 1)).welcome();
    packed.send(WireFixture.batch(1, 100, "x".repeat(30_000)));
    assertThat(packed.acknowledged(100)).isGreaterThan(3_000_000);
  }

  @Test
  void aClientThatOpensAndResetsStreamsIsSentAway() throws Exception {
    try (RawConnection connection = new RawConnection(wire.server.port())) {
      connection.openAndReset(1_000, "/hephaestus.v1.LogService/StreamLogs");

      assertThat(connection.reasonOfGoingAway()).isEqualTo(ENHANCE_YOUR_CALM);
    }
    othersGoOn();
  }

  private void othersGoOn() {
    other.send(WireFixture.batch(1, 2)).acknowledged(2);
  }

  private Status answer(InputStream message, CallOptions options) throws Exception {
    Call call = new Call(hostile, options);
    call.send(message);
    return call.end();
  }

  /** A call of bytes. */
  private static final class Call {
    private static final MethodDescriptor.Marshaller<InputStream> BYTES =
        new MethodDescriptor.Marshaller<>() {
          @Override
          public InputStream stream(InputStream value) {
            return value;
          }

          @Override
          public InputStream parse(InputStream stream) {
            return stream;
          }
        };

    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final ClientCall<InputStream, InputStream> call;

    Call(ManagedChannel channel, CallOptions options) {
      call =
          channel.newCall(
              LogServiceGrpc.getStreamLogsMethod().toBuilder(BYTES, BYTES).build(), options);
      call.start(
          new ClientCall.Listener<>() {
            @Override
            public void onClose(Status status, Metadata trailers) {
              end.complete(status);
            }
          },
          new Metadata());
      call.request(1);
    }

    void send(InputStream message) {
      call.sendMessage(message);
      call.halfClose();
    }

    Status end() throws Exception {
      return end.get(30, TimeUnit.SECONDS);
    }
  }

  /** Many bytes that take no memory: a field that nobody knows, with zeros in it. */
  private static final class Zeros extends InputStream implements Drainable, io.grpc.KnownLength {
    /** Field 15, as long as a varint of five groups says. */
    private final byte[] head;

    private int left;

    Zeros(int bytes) {
      left = bytes;
      int inside = bytes - 6;
      head = new byte[6];
      head[0] = 0x7a;
      for (int i = 0; i < 5; i++) {
        head[i + 1] = (byte) (((inside >>> (7 * i)) & 0x7f) | (i < 4 ? 0x80 : 0));
      }
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("it is drained");
    }

    @Override
    public int read(byte[] target, int from, int length) {
      throw new UnsupportedOperationException("it is drained");
    }

    @Override
    public int available() {
      return left;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      int all = left;
      target.write(head);
      left -= head.length;
      byte[] chunk = new byte[MIB];
      for (; left > 0; left -= chunk.length) {
        target.write(chunk, 0, Math.min(left, chunk.length));
      }
      return all;
    }
  }
}
