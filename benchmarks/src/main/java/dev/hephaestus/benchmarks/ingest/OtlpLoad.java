package dev.hephaestus.benchmarks.ingest;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Exports records as OpenTelemetry's exporter does, with several requests under way. */
final class OtlpLoad {
  private static final MethodDescriptor<InputStream, ExportLogsServiceResponse> EXPORT =
      LogsServiceGrpc.getExportMethod().toBuilder(
              new EncodedBatches.Bytes(), LogsServiceGrpc.getExportMethod().getResponseMarshaller())
          .build();

  private final Channel channel;
  private final EncodedBatches batches;
  private final int batchSize;
  private final Semaphore underWay;
  private final LongAdder accepted = new LongAdder();
  private long sent;

  OtlpLoad(Channel channel, EncodedBatches batches, int batchSize, int requests) {
    this.channel = channel;
    this.batches = batches;
    this.batchSize = batchSize;
    this.underWay = new Semaphore(requests);
  }

  void send() throws InterruptedException {
    byte[] records = batches.body(sent / batchSize);
    sent += batchSize;
    underWay.acquire();
    ListenableFuture<ExportLogsServiceResponse> answer =
        ClientCalls.futureUnaryCall(
            channel.newCall(EXPORT, CallOptions.DEFAULT),
            new EncodedBatches.Message(head(records.length), records));
    answer.addListener(
        () -> {
          accepted.add(batchSize);
          underWay.release();
        },
        MoreExecutors.directExecutor());
  }

  /** One resource with one scope, which is all that is left of the message. */
  private static byte[] head(int records) {
    int scope =
        CodedOutputStream.computeTagSize(ResourceLogs.SCOPE_LOGS_FIELD_NUMBER)
            + CodedOutputStream.computeUInt32SizeNoTag(records)
            + records;
    byte[] head =
        new byte
            [CodedOutputStream.computeTagSize(ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER)
                + CodedOutputStream.computeUInt32SizeNoTag(scope)
                + scope
                - records];
    CodedOutputStream out = CodedOutputStream.newInstance(head);
    try {
      out.writeTag(
          ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER,
          WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(scope);
      out.writeTag(ResourceLogs.SCOPE_LOGS_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(records);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return head;
  }

  /** How many records were accepted. */
  long accepted() {
    return accepted.sum();
  }
}
