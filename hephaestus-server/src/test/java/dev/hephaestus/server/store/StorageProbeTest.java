package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a server counts as one that can store. */
final class StorageProbeTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong free = new AtomicLong(1_000);
  private final AtomicLong writes = new AtomicLong();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final List<Boolean> told = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final StorageProbe probe =
      new StorageProbe(this::write, free::get, 500, nanos::get, meters);

  private void write() {
    writes.incrementAndGet();
    RuntimeException failing = failure.get();
    if (failing != null) {
      throw failing;
    }
  }

  @AfterEach
  void stop() {
    probe.close();
  }

  @Test
  void itIsReadyOnceAWriteWentWell() {
    assertThat(probe.fault()).isNotEmpty();

    probe.start(told::add);

    assertThat(probe.fault()).isEmpty();
    assertThat(told).containsExactly(true);
    assertThat(meters.get("hephaestus.store.ready").gauge().value()).isEqualTo(1);
  }

  @Test
  void whoAsksCausesNoWrite() {
    probe.start(told::add);
    long before = writes.get();
    for (int i = 0; i < 1_000; i++) {
      probe.fault();
    }

    assertThat(writes.get() - before).isLessThan(10);
  }

  @Test
  void aWriteThatFailsMakesItUnreadyUntilOneGoesWell() {
    probe.start(told::add);
    failure.set(new IllegalStateException("disk I/O error"));
    probe.probe();
    assertThat(probe.fault()).contains("disk I/O error");

    failure.set(null);
    probe.probe();
    assertThat(probe.fault()).isEmpty();
    assertThat(told).containsExactly(true, false, true);
  }

  @Test
  void aDiskThatIsAlmostFullMakesItUnready() {
    free.set(499);
    probe.start(told::add);

    assertThat(probe.fault()).contains("left of the disk");
    assertThat(told).containsExactly(false);
    assertThat(meters.get("hephaestus.store.free.bytes").gauge().value()).isEqualTo(499);
  }

  @Test
  void aWriteThatHangsMakesItUnready() {
    probe.start(told::add);

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());

    assertThat(probe.fault()).contains("takes longer");
  }
}
