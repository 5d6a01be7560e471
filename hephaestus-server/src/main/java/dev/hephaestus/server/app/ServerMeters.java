package dev.hephaestus.server.app;

import dev.hephaestus.server.incident.IncidentDetector;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeState;
import dev.hephaestus.server.validation.sandbox.Escape;
import dev.hephaestus.server.validation.sandbox.EscapeListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * What the server counts of parts that do not know of metrics themselves.
 *
 * <p><i>Threads:</i> each part is added once, by whoever composes the server.
 */
final class ServerMeters {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  ServerMeters() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  /** For parts that count by themselves, and for who shows it all. */
  PrometheusMeterRegistry registry() {
    return registry;
  }

  void count(NodeManager nodes) {
    for (NodeState state : NodeState.values()) {
      Gauge.builder("hephaestus.nodes", nodes, all -> all.count(state))
          .description("Nodes by state, as of the last minute")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  void count(IncidentDetector detector) {
    counter(
        "passed.over", "Records that could not be judged", detector, IncidentDetector::passedOver);
    counter("ignored", "Triggers that rules ignored", detector, IncidentDetector::ignored);
    counter(
        "echoed",
        "Triggers of a throwable that was logged before",
        detector,
        IncidentDetector::echoed);
  }

  private void counter(
      String name,
      String description,
      IncidentDetector detector,
      ToDoubleFunction<IncidentDetector> count) {
    FunctionCounter.builder("hephaestus.incidents." + name, detector, count)
        .description(description)
        .register(registry);
  }

  /** Counts what goes by. */
  <T> Consumer<T> begun(Consumer<T> next) {
    Counter begun =
        Counter.builder("hephaestus.incidents").description("Incidents begun").register(registry);
    return incident -> {
      begun.increment();
      next.accept(incident);
    };
  }

  EscapeListener escapes() {
    for (Escape escape : Escape.values()) {
      escapes(escape);
    }
    return (escape, times) -> escapes(escape).increment((double) times);
  }

  private Counter escapes(Escape escape) {
    return Counter.builder("hephaestus.sandbox.refused")
        .description("What foreign code tried in the sandbox and was refused")
        .tag("kind", escape.tag())
        .register(registry);
  }
}
