package dev.hephaestus.server.grpc;

import static dev.hephaestus.server.grpc.WireFixture.batch;
import static dev.hephaestus.server.grpc.WireFixture.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client sends wrongly ends its stream with what was wrong. */
final class StreamFaultsTest {
  private final WireFixture wire = new WireFixture();
  private final String node = wire.initialize();

  @AfterEach
  void stop() {
    wire.close();
  }

  @Test
  void aBatchBeforeHelloIsRefused() {
    Status end = wire.open().send(batch(1, 1)).end();

    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(end.getDescription()).contains("before Hello");
  }

  @Test
  void aSecondHelloAndAnEmptyMessageAreRefused() {
    Status twice = wire.connect(node, "web-1").send(hello(node, "web-1", 1)).end();
    Status nothing = wire.open().send(StreamLogsRequest.getDefaultInstance()).end();

    assertThat(twice.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(twice.getDescription()).contains("Hello came twice");
    assertThat(nothing.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void helloOfAnUnknownNodeIsNotFound() {
    Status end = wire.open().send(hello("nobody", "web-1", 1)).end();

    assertThat(end.getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(end.getDescription()).contains("nobody", "Initialize");
  }

  @Test
  void everyFaultOfABatchIsNamedAndWhatCameBeforeItIsKept() {
    StreamClient client = wire.connect(node, "web-1");
    Batch bad =
        Batch.newBuilder()
            .setFirstSequence(2)
            .addRecords(WireFixture.record("x").setTraceId("nope"))
            .addRecords(WireFixture.record("y").clearLevel().clearTimeUnixNanos())
            .build();
    client.send(batch(1, 1)).send(StreamLogsRequest.newBuilder().setBatch(bad).build());

    client.acknowledged(1);
    Status end = client.end();
    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(end.getDescription())
        .contains(
            "batch.records[0].trace_id",
            "batch.records[1].time_unix_nanos",
            "batch.records[1].level");
  }

  @Test
  void malformedBytesEndTheirStreamOnly() throws Exception {
    StreamClient other = wire.connect(node, "web-1");

    Status end = sendBytes(new byte[] {(byte) 0x0a, (byte) 0x7f, 1, 2, 3});

    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(end.getDescription()).contains("malformed message", "StreamLogs");
    other.send(batch(1, 1)).acknowledged(1);
  }

  @Test
  void nestingDeeperThanProtobufReadsEndsTheStreamOnly() throws Exception {
    dev.hephaestus.proto.v1.Thrown.Builder thrown =
        dev.hephaestus.proto.v1.Thrown.newBuilder().setClassName("X");
    for (int i = 0; i < 500; i++) {
      thrown =
          dev.hephaestus.proto.v1.Thrown.newBuilder().setClassName("X").setCause(thrown.build());
    }
    StreamClient other = wire.connect(node, "web-1");
    StreamLogsRequest deep =
        StreamLogsRequest.newBuilder()
            .setBatch(Batch.newBuilder().addRecords(WireFixture.record("x").setThrown(thrown)))
            .build();

    Status end = sendBytes(deep.toByteArray());

    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    other.send(batch(1, 1)).acknowledged(1);
  }

  @Test
  void aBatchAboveItsLimitEndsTheStreamWithResourceExhausted() {
    StreamClient other = wire.connect(node, "web-1");
    StreamClient client = wire.connect(node, "web-2");
    client.send(batch(1, 30, "x".repeat(200_000)));

    Status end = client.end();
    assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(end.getDescription()).contains("4194304", "smaller batches");
    other.send(batch(1, 1)).acknowledged(1);
  }

  @Test
  void aMessageAboveTheTransportsLimitEndsTheStreamWithResourceExhausted() {
    StreamClient other = wire.connect(node, "web-1");
    StreamClient client = wire.connect(node, "web-2");
    client.send(batch(1, 50, "x".repeat(200_000)));

    Status end = client.end();
    assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(end.getDescription()).contains("8388608");
    other.send(batch(1, 1)).acknowledged(1);
  }

  @Test
  void aClientThatOverspendsItsCreditIsClosed() {
    StreamClient client = wire.connect(node, "web-1");
    wire.records.hold();
    for (int i = 0; i < 3; i++) {
      client.send(batch(1 + i * 8L, 8, "x".repeat(200_000)));
    }
    await().during(Duration.ofMillis(150)).until(client::isOpen);
    wire.records.release();

    Status end = client.end();
    assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(end.getDescription()).contains("overspends the credit", "wait for Credit");
    assertThat(wire.records.all()).hasSize(16);
  }

  /** Sends bytes as they are in place of a message. */
  private Status sendBytes(byte[] bytes) throws Exception {
    MethodDescriptor<byte[], StreamLogsResponse> raw =
        LogServiceGrpc.getStreamLogsMethod().toBuilder(
                new Bytes(), LogServiceGrpc.getStreamLogsMethod().getResponseMarshaller())
            .build();
    ClientCall<byte[], StreamLogsResponse> call = wire.channel.newCall(raw, CallOptions.DEFAULT);
    CompletableFuture<Status> end = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(status);
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(bytes);
    return end.get(10, TimeUnit.SECONDS);
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("sent only");
    }
  }
}
