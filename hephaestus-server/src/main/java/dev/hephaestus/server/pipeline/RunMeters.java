package dev.hephaestus.server.pipeline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Counts runs that are worked on, and those that ended by how and after how long. */
public final class RunMeters implements RepairListener {
  private final RunStore runs;
  private final MeterRegistry meters;
  private final RepairListener next;
  private final AtomicInteger active = new AtomicInteger();

  /**
   * @param next told as well
   */
  public RunMeters(RunStore runs, MeterRegistry meters, RepairListener next) {
    this.runs = Objects.requireNonNull(runs, "runs");
    this.meters = Objects.requireNonNull(meters, "meters");
    this.next = Objects.requireNonNull(next, "next");
    Gauge.builder("hephaestus.runs.active", active, AtomicInteger::get)
        .description("Runs that are worked on now")
        .register(meters);
    Stream.of(RunState.values()).forEach(this::timer);
  }

  @Override
  public void started(Run run) {
    active.incrementAndGet();
    next.started(run);
  }

  @Override
  public void ended(Run run) {
    active.decrementAndGet();
    next.ended(run);
    runs.find(run.id()).ifPresent(this::count);
  }

  /** One that has not ended is interrupted: it goes on later. */
  private void count(Run run) {
    timer(run.state()).record(run.worked());
  }

  private Timer timer(RunState state) {
    return Timer.builder("hephaestus.runs")
        .description("Runs by how they ended, with the time that they were worked on")
        .tag("outcome", state.isFinal() ? state.name().toLowerCase(Locale.ROOT) : "interrupted")
        .register(meters);
  }
}
