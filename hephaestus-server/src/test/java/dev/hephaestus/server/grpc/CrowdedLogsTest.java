package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logs of OpenTelemetry have no room of their own. */
final class CrowdedLogsTest {
  private static final long ALL = 1L << 40;

  private final WireFixture wire = new WireFixture();

  @AfterEach
  void stop() {
    wire.close();
  }

  @Test
  void aRequestWaitsWhileOthersHoldAllRoom() throws Exception {
    wire.sessions.intake().take(ALL);
    ListenableFuture<ExportLogsServiceResponse> answer =
        LogsServiceGrpc.newFutureStub(wire.channel)
            .export(ExportLogsServiceRequest.getDefaultInstance());

    assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    wire.sessions.intake().giveBack(ALL);

    assertThat(answer.get(10, TimeUnit.SECONDS).hasPartialSuccess()).isFalse();
  }

  @Test
  void aRequestIsAnsweredWhetherOrNotItsCallerSaysThatNothingElseComes() throws Exception {
    CompletableFuture<Status> status = new CompletableFuture<>();
    ClientCall<ExportLogsServiceRequest, ExportLogsServiceResponse> call = call(status);
    call.request(2);
    call.sendMessage(ExportLogsServiceRequest.getDefaultInstance());

    assertThat(status.get(10, TimeUnit.SECONDS).isOk()).isTrue();
    assertThat(wire.meters.get("hephaestus.ingest.held").gauge().value()).isZero();
  }

  @Test
  void aCallWithoutARequestIsRefused() throws Exception {
    CompletableFuture<Status> status = new CompletableFuture<>();
    call(status).halfClose();

    assertThat(status.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  private ClientCall<ExportLogsServiceRequest, ExportLogsServiceResponse> call(
      CompletableFuture<Status> status) {
    ClientCall<ExportLogsServiceRequest, ExportLogsServiceResponse> call =
        wire.channel.newCall(LogsServiceGrpc.getExportMethod(), CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status end, Metadata trailers) {
            status.complete(end);
          }
        },
        new Metadata());
    return call;
  }
}
