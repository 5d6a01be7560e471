package dev.hephaestus.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditAnchorTest {
  @TempDir private Path folder;

  @Test
  void aThreadThatIsToEndWritesDownWhatItDid() {
    AuditAnchor anchor = new AuditAnchor(folder.resolve("anchor"));
    AuditEntry entry = entry(AuditEntry.NOTHING, 1);

    Thread.currentThread().interrupt();
    anchor.advance(entry);

    assertThat(Thread.interrupted()).as("it is not forgotten").isTrue();
    assertThat(anchor.read()).contains(new AuditAnchor.Mark(1, entry.hash()));
  }

  @Test
  void anInterruptThatComesWhileItIsWrittenIsNotForgottenEither() throws Exception {
    AuditAnchor anchor = new AuditAnchor(folder.resolve("anchor"));
    AtomicLong written = new AtomicLong();
    FutureTask<Void> writing =
        new FutureTask<>(
            () -> {
              String before = AuditEntry.NOTHING;
              while (!Thread.currentThread().isInterrupted()) {
                AuditEntry next = entry(before, written.get() + 1);
                anchor.advance(next);
                written.incrementAndGet();
                before = next.hash();
              }
              return null;
            });
    Thread writer = new Thread(writing);
    writer.start();
    await().pollInterval(Duration.ofMillis(2)).until(() -> written.get() > 3);

    writer.interrupt();
    writing.get();

    assertThat(anchor.read().orElseThrow().sequence()).isEqualTo(written.get());
  }

  private static AuditEntry entry(String previous, long sequence) {
    AuditEvent event = new AuditEvent("server", "", "run.ended", "r1", Map.of());
    return AuditEntry.after(previous, sequence, Instant.EPOCH, event);
  }
}
