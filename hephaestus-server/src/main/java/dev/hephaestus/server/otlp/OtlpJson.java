package dev.hephaestus.server.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * OTLP's JSON: protobuf's own, but for ids, which are hexadecimal.
 *
 * <p>protobuf's reader takes hexadecimal digits for Base64, which loses nothing and is undone here.
 */
final class OtlpJson {
  /** A tree of JSON takes far more than its text. */
  static final int WEIGHT = 32;

  static final int MOST_BYTES = 2 << 20;
  private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{16}|[0-9a-fA-F]{32}");

  private OtlpJson() {}

  static ExportLogsServiceRequest read(byte[] json) throws InvalidProtocolBufferException {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    JsonFormat.parser()
        .ignoringUnknownFields()
        .merge(new String(json, StandardCharsets.UTF_8), request);
    for (ResourceLogs.Builder resource : request.getResourceLogsBuilderList()) {
      for (ScopeLogs.Builder scope : resource.getScopeLogsBuilderList()) {
        for (LogRecord.Builder each : scope.getLogRecordsBuilderList()) {
          each.setTraceId(id(each.getTraceId())).setSpanId(id(each.getSpanId()));
        }
      }
    }
    return request.build();
  }

  static byte[] write(MessageOrBuilder message) {
    try {
      String text = JsonFormat.printer().omittingInsignificantWhitespace().print(message);
      return text.getBytes(StandardCharsets.UTF_8);
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("a reply has no field of unknown type", impossible);
    }
  }

  private static ByteString id(ByteString read) {
    String text = Base64.getEncoder().encodeToString(read.toByteArray());
    return ID.matcher(text).matches() ? ByteString.copyFrom(HexFormat.of().parseHex(text)) : read;
  }
}
