package dev.hephaestus.benchmarks.ingest;

import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Pair;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Records of a service as it logs them, all different, each of one size on the wire.
 *
 * <p>The messages are of random words, so that they compress no better than real ones.
 */
final class SampleRecords {
  static final int BYTES = 464;
  private static final int COUNT = 10_000;
  private static final String[] LOGGERS = {
    "com.acme.shop.cart.CartService",
    "com.acme.shop.payment.PaymentGateway",
    "com.acme.shop.catalog.CatalogRepository",
    "org.springframework.web.servlet.DispatcherServlet"
  };

  private SampleRecords() {}

  /** Ours. */
  static List<LogRecord> ours() {
    Random random = new Random(1);
    return IntStream.range(0, COUNT).mapToObj(i -> ours(random)).toList();
  }

  /** The same as OpenTelemetry has them. */
  static List<io.opentelemetry.proto.logs.v1.LogRecord> openTelemetry() {
    return ours().stream().map(SampleRecords::openTelemetry).toList();
  }

  private static LogRecord ours(Random random) {
    LogRecord.Builder record =
        LogRecord.newBuilder()
            .setTimeUnixNanos(1_767_225_600_000_000_000L + random.nextInt(1_000_000_000))
            .setLevel(random.nextInt(20) == 0 ? Level.LEVEL_WARN : Level.LEVEL_INFO)
            .setLogger(LOGGERS[random.nextInt(LOGGERS.length)])
            .setThread("http-nio-8080-exec-" + (1 + random.nextInt(20)))
            .setTemplate("Order {} of customer {} was priced")
            .addArguments("" + (100_000 + random.nextInt(900_000)))
            .addArguments("c" + (1_000 + random.nextInt(9_000)))
            .addMdc(Pair.newBuilder().setKey("requestId").setValue(hex(random, 8)))
            .setTraceId(hex(random, 16))
            .setSpanId(hex(random, 8));
    StringBuilder message = new StringBuilder("Order was priced:");
    while (record.setMessage(message.toString()).build().getSerializedSize() < BYTES) {
      message.append(message.length() % 7 == 0 ? ' ' : (char) ('a' + random.nextInt(26)));
    }
    return record.build();
  }

  private static String hex(Random random, int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return HexFormat.of().formatHex(value);
  }

  private static io.opentelemetry.proto.logs.v1.LogRecord openTelemetry(LogRecord record) {
    return io.opentelemetry.proto.logs.v1.LogRecord.newBuilder()
        .setTimeUnixNano(record.getTimeUnixNanos())
        .setObservedTimeUnixNano(record.getTimeUnixNanos())
        .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
        .setSeverityText("INFO")
        .setBody(text(record.getMessage()))
        .addAttributes(attribute("logger.name", record.getLogger()))
        .addAttributes(attribute("thread.name", record.getThread()))
        .addAttributes(attribute("log.body.template", record.getTemplate()))
        .addAttributes(attribute("requestId", record.getMdc(0).getValue()))
        .setTraceId(bytes(record.getTraceId()))
        .setSpanId(bytes(record.getSpanId()))
        .build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder().setKey(key).setValue(text(value)).build();
  }

  private static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private static com.google.protobuf.ByteString bytes(String hexadecimal) {
    return com.google.protobuf.ByteString.copyFrom(HexFormat.of().parseHex(hexadecimal));
  }
}
