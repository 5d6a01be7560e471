package dev.hephaestus.server.otlp;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * opentelemetry.proto.collector.logs.v1.LogsService. The reply comes after the commit.
 *
 * <p><i>Errors:</i> as OTLP has them: UNAVAILABLE with RetryInfo for what is to be sent again,
 * anything else for good.
 *
 * <p><i>Threads:</i> requests are stored on virtual threads, so that a slow disk holds up no other
 * call; {@link #close} waits for them.
 */
public final class OtlpGrpcService implements BindableService, AutoCloseable {
  /** Its name, as health checks ask for it. */
  public static final String NAME = LogsServiceGrpc.SERVICE_NAME;

  private static final Outcome GOING_AWAY =
      new Outcome.Again("the server is going away", java.time.Duration.ofSeconds(1));

  private final OtlpReception reception;
  private final Supplier<Sender> sender;
  private final ExecutorService storing =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("otlp-", 1).factory());

  /**
   * @param sender who makes the call that is being answered; asked by the call's thread
   */
  public OtlpGrpcService(OtlpReception reception, Supplier<Sender> sender) {
    this.sender = Objects.requireNonNull(sender, "sender");
    this.reception = Objects.requireNonNull(reception, "reception");
  }

  /** Bytes are taken as they come, so that they can be measured before objects are made of them. */
  @Override
  public ServerServiceDefinition bindService() {
    MethodDescriptor<ExportLogsServiceRequest, ExportLogsServiceResponse> declared =
        LogsServiceGrpc.getExportMethod();
    MethodDescriptor<byte[], ExportLogsServiceResponse> export =
        declared.toBuilder(new Bytes(), declared.getResponseMarshaller()).build();
    ServiceDescriptor service =
        ServiceDescriptor.newBuilder(LogsServiceGrpc.SERVICE_NAME)
            .setSchemaDescriptor(LogsServiceGrpc.getServiceDescriptor().getSchemaDescriptor())
            .addMethod(export)
            .build();
    return ServerServiceDefinition.builder(service).addMethod(export, this::open).build();
  }

  /** A request is asked for when there is room, as a stream's messages are. */
  private ServerCall.Listener<byte[]> open(
      ServerCall<byte[], ExportLogsServiceResponse> call, Metadata headers) {
    reception.whenThereIsRoom(() -> call.request(1));
    return new Export(call, sender.get());
  }

  /**
   * One call. What came is stored at once, not when the caller says that nothing else comes: who
   * never says so would keep its room for ever.
   */
  private final class Export extends ServerCall.Listener<byte[]> {
    private final ServerCall<byte[], ExportLogsServiceResponse> call;
    private final Sender from;
    private boolean came;

    Export(ServerCall<byte[], ExportLogsServiceResponse> call, Sender from) {
      this.call = call;
      this.from = from;
    }

    @Override
    public void onMessage(byte[] request) {
      came = true;
      Share share = reception.share();
      if (!share.growTo(request.length)) {
        answer(reception.crowded(), call);
        return;
      }
      try {
        storing.execute(() -> answer(taken(request, share, from), call));
      } catch (RejectedExecutionException stopping) {
        share.close();
        answer(GOING_AWAY, call);
      }
    }

    @Override
    public void onHalfClose() {
      if (!came) {
        call.close(
            Status.INVALID_ARGUMENT.withDescription("the call has no request"), new Metadata());
      }
    }
  }

  private Outcome taken(byte[] request, Share share, Sender from) {
    try (share) {
      return reception.protobuf(request, share, from);
    } catch (InvalidProtocolBufferException malformed) {
      return new Outcome.Refused("malformed request: " + malformed.getMessage());
    } catch (RuntimeException | LinkageError | StackOverflowError unexpected) {
      return reception.unexpected(unexpected);
    }
  }

  private static void answer(Outcome outcome, ServerCall<byte[], ExportLogsServiceResponse> call) {
    switch (outcome) {
      case Outcome.Stored stored -> {
        call.sendHeaders(new Metadata());
        call.sendMessage(response(stored));
        call.close(Status.OK, new Metadata());
      }
      case Outcome.Refused refused -> close(call, of(Status.INVALID_ARGUMENT, refused.reason()));
      case Outcome.TooLarge large -> close(call, of(Status.RESOURCE_EXHAUSTED, large.reason()));
      case Outcome.Again again -> close(call, again(again));
    }
  }

  private static void close(ServerCall<?, ?> call, StatusRuntimeException why) {
    Metadata trailers = why.getTrailers();
    call.close(why.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  /** With a reason only where there is one: an empty message stands for full success. */
  static ExportLogsServiceResponse response(Outcome.Stored stored) {
    ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
    if (stored.refused() > 0) {
      response.setPartialSuccess(
          ExportLogsPartialSuccess.newBuilder()
              .setRejectedLogRecords(stored.refused())
              .setErrorMessage(stored.reason()));
    }
    return response.build();
  }

  private static StatusRuntimeException of(Status status, String reason) {
    return status.withDescription(reason).asRuntimeException();
  }

  private static StatusRuntimeException again(Outcome.Again again) {
    RetryInfo retry =
        RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(again.after().toSeconds()))
            .build();
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(Code.UNAVAILABLE_VALUE)
            .setMessage(again.reason())
            .addDetails(Any.pack(retry))
            .build());
  }

  @Override
  public void close() {
    storing.close();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      byte[] bytes;
      try {
        bytes = stream.readNBytes(OtlpLimits.REQUEST_BYTES + 1);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      if (bytes.length > OtlpLimits.REQUEST_BYTES) {
        throw of(
            Status.RESOURCE_EXHAUSTED,
            "a request has more than " + OtlpLimits.REQUEST_BYTES + " bytes, send smaller ones");
      }
      return bytes;
    }
  }
}
