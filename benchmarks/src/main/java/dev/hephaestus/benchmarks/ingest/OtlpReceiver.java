package dev.hephaestus.benchmarks.ingest;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import java.io.IOException;

/** The smallest receiver of OTLP: reads a request, keeps nothing, says that it has it. */
final class OtlpReceiver extends LogsServiceGrpc.LogsServiceImplBase {
  private OtlpReceiver() {}

  @Override
  public void export(
      ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> out) {
    out.onNext(ExportLogsServiceResponse.getDefaultInstance());
    out.onCompleted();
  }

  /** Says its port and ends with its standard input. */
  public static void main(String[] arguments) throws IOException {
    Server server =
        NettyServerBuilder.forPort(0)
            .maxInboundMessageSize(16 << 20)
            .addService(new OtlpReceiver())
            .build()
            .start();
    System.out.println("ready " + server.getPort());
    while (System.in.read() >= 0) {
      // Questions are for the other one.
    }
    server.shutdownNow();
  }
}
