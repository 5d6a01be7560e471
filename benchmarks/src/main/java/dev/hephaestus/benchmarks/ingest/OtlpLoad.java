package dev.hephaestus.benchmarks.ingest;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Channel;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Exports records as OpenTelemetry's exporter does, with several requests under way. */
final class OtlpLoad {
  private final LogsServiceGrpc.LogsServiceFutureStub stub;
  private final List<LogRecord> records;
  private final int batchSize;
  private final Semaphore underWay;
  private final LongAdder accepted = new LongAdder();
  private long sent;

  OtlpLoad(Channel channel, List<LogRecord> records, int batchSize, int requests) {
    this.stub = LogsServiceGrpc.newFutureStub(channel);
    this.records = records;
    this.batchSize = batchSize;
    this.underWay = new Semaphore(requests);
  }

  void send() throws InterruptedException {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (int i = 0; i < batchSize; i++) {
      scope.addLogRecords(records.get((int) ((sent + i) % records.size())));
    }
    sent += batchSize;
    underWay.acquire();
    ListenableFuture<ExportLogsServiceResponse> answer =
        stub.export(
            ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope))
                .build());
    answer.addListener(
        () -> {
          accepted.add(batchSize);
          underWay.release();
        },
        MoreExecutors.directExecutor());
  }

  /** How many records were accepted. */
  long accepted() {
    return accepted.sum();
  }
}
