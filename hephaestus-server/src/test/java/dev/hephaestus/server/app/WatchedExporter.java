package dev.hephaestus.server.app;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.function.Consumer;

/** Shows how each export ended. */
final class WatchedExporter implements LogRecordExporter {
  private final LogRecordExporter exporter;
  private final Consumer<CompletableResultCode> watcher;

  WatchedExporter(LogRecordExporter exporter, Consumer<CompletableResultCode> watcher) {
    this.exporter = exporter;
    this.watcher = watcher;
  }

  @Override
  public CompletableResultCode export(Collection<LogRecordData> logs) {
    CompletableResultCode code = exporter.export(logs);
    watcher.accept(code);
    return code;
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
