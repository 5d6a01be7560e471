package dev.hephaestus.benchmarks.client;

import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.sentry.DataCategory;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import io.sentry.logback.SentryAppender;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/** What other vendors attach to Logback, capturing what ours does. */
final class VendorRigs {
  private VendorRigs() {}

  static Rig openTelemetry(Sinks sinks) {
    AtomicLong delivered = new AtomicLong();
    LogRecordExporter exporter =
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint("http://localhost:" + sinks.http() + "/v1/logs")
            .build();
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setLoggerProvider(
                SdkLoggerProvider.builder()
                    .addLogRecordProcessor(
                        BatchLogRecordProcessor.builder(new Counting(exporter, delivered))
                            .setMaxQueueSize(Rig.QUEUE)
                            .build())
                    .build())
            .build();
    OpenTelemetryAppender appender = new OpenTelemetryAppender();
    appender.setOpenTelemetry(sdk);
    appender.setCaptureTemplate(true);
    appender.setCaptureArguments(true);
    appender.setMdcAttributesIncluded("*");
    return new Rig(new LogbackApplication().with(appender), new OfTheSdk(sdk, delivered));
  }

  /** INFO records are breadcrumbs there, as they are context with us. */
  static Rig sentry(Sinks sinks) {
    AtomicLong dropped = new AtomicLong();
    SentryOptions options = new SentryOptions();
    options.setDsn("http://key@localhost:" + sinks.http() + "/1");
    options.setMaxQueueSize(Rig.QUEUE);
    options.setEnableDeduplication(false); // A burst throws one exception many times.
    options.setEnableUncaughtExceptionHandler(false);
    options.setOnDiscard(
        (reason, category, count) -> {
          if (category == DataCategory.Error) {
            dropped.addAndGet(count);
          }
        });
    SentryAppender appender = new SentryAppender();
    appender.setOptions(options);
    return new Rig(new LogbackApplication().with(appender), new OfSentry(dropped));
  }

  /** It drops what its queue has no room for, and does not say so. */
  private record OfTheSdk(OpenTelemetrySdk sdk, AtomicLong delivered) implements Delivery {
    @Override
    public boolean isDone(boolean errors, long logged) {
      return delivered.get() >= logged;
    }

    @Override
    public double dropped() {
      return Double.NaN;
    }

    @Override
    public void close() {
      sdk.close();
    }
  }

  private record OfSentry(AtomicLong discarded) implements Delivery {
    private static final int FLUSH_MS = 2000;

    @Override
    public boolean isDone(boolean errors, long logged) {
      Sentry.flush(FLUSH_MS);
      return true;
    }

    @Override
    public double dropped() {
      return discarded.get();
    }

    @Override
    public void close() {
      Sentry.close();
    }
  }

  private record Counting(LogRecordExporter to, AtomicLong delivered) implements LogRecordExporter {
    @Override
    public CompletableResultCode export(Collection<LogRecordData> records) {
      delivered.addAndGet(records.size());
      return to.export(records);
    }

    @Override
    public CompletableResultCode flush() {
      return to.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return to.shutdown();
    }
  }
}
