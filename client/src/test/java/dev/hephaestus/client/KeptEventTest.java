package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.proto.v1.Loss;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class KeptEventTest {
  /** An event is its template, which says its level. */
  private static class Reader implements KeptEventReader<String> {
    @Override
    public RecordLevel level(String event) {
      return RecordLevel.valueOf(event);
    }

    @Override
    public String logger(String event) {
      return "shop.Checkout";
    }

    @Override
    public long timeUnixNanos(String event) {
      return 7;
    }

    @Override
    public Map<String, String> mdc(String event) {
      return Map.of("tenant", "acme");
    }

    @Override
    public @Nullable Queued readPlain(String event) {
      return KeptEvent.of(event, this, event, null);
    }

    @Override
    public ClientRecord read(String event) {
      return read(event, new Object[0]);
    }

    @Override
    public ClientRecord read(String event, @Nullable Object[] arguments) {
      return ClientRecord.of(timeUnixNanos(event), level(event), logger(event))
          .template(event)
          .arguments(arguments)
          .unchangingMdc(mdc(event));
    }
  }

  private static @Nullable KeptEvent<String> kept(String event, @Nullable Object... arguments) {
    return KeptEvent.of(event, new Reader(), event, arguments);
  }

  private static Object[] argumentsOf(@Nullable Queued queued) {
    return queued == null ? new Object[] {"not kept"} : queued.record().arguments();
  }

  @Test
  void argumentsAreThoseThatWereLoggedWhateverBecomesOfTheirArray() {
    Object[] array = {"A-4711", 2, null};
    Queued queued = kept("INFO", array);
    Arrays.fill(array, "changed");

    assertThat(argumentsOf(queued)).containsExactly("A-4711", 2, "null");
    assertThat(argumentsOf(kept("INFO"))).isEmpty();
    assertThat(argumentsOf(kept("INFO", 1))).containsExactly(1);
  }

  @Test
  void anEventIsNotKeptWithWhatMayChangeOrIsTooLongOrTooMuch() {
    assertThat(kept("INFO", 1, new AtomicReference<>("may change"))).isNull();
    assertThat(kept("INFO", "x".repeat(ClientRecord.MAX_ARGUMENT_CHARS + 1))).isNull();
    assertThat(kept("INFO", 1, 2, 3, 4)).isNull();
  }

  @Test
  void whatItHoldsCountsInTheQueue() {
    RecordQueue queue = new RecordQueue(16_384, 1 << 20);
    String large = "x".repeat(ClientRecord.MAX_ARGUMENT_CHARS);
    int taken = 0;
    while (queue.offer(Objects.requireNonNull(kept("WARN", large, large, large)))) {
      taken++;
    }

    // And its message, which the logging library may have made of them.
    assertThat(taken).isEqualTo((1 << 19) / (2 * 3 * ClientRecord.MAX_ARGUMENT_CHARS));
    while (queue.poll() != null) {
      // Until it is empty.
    }
    assertThat(queue.offer(Objects.requireNonNull(kept("WARN", large, large, large)))).isTrue();
  }

  @Test
  void theRecordMadeOfItWeighsItsDiagnosticContextToo() {
    RecordQueue queue = new RecordQueue(64, 1 << 20);
    Reader reader =
        new Reader() {
          @Override
          public Map<String, String> mdc(String event) {
            return Map.of("agent", "x".repeat(100_000));
          }
        };
    queue.offer(Objects.requireNonNull(KeptEvent.of("INFO", reader, "INFO", null)));
    Queued queued = queue.poll();

    assertThat(queued == null ? 0 : queued.record().roughBytes()).isGreaterThan(100_000);
  }

  @Test
  void oneThatTheSenderCannotReadIsLostAndSaidToBe() {
    try (FakeServer server = FakeServer.start()) {
      TestClients.StatusLog status = new TestClients.StatusLog();
      HephaestusClient client =
          new HephaestusClient(
              TestClients.configuration(server.endpoint()), status, solution -> {});
      client.start();
      client.append(
          "ERROR",
          new Reader() {
            @Override
            public ClientRecord read(String event, @Nullable Object[] arguments) {
              throw new NoSuchMethodError("of another version");
            }
          });
      client.append("ERROR", new Reader());

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(server.records()).hasSize(1));
      assertThat(server.records().get(0).getMessage()).isEqualTo("ERROR");
      assertThat(client.balance().dropped(RecordLevel.ERROR)).isEqualTo(1);
      assertThat(client.balance().waiting()).isZero();
      assertThat(server.losses())
          .extracting(Loss::getReason)
          .containsExactly(Loss.Reason.REASON_UNREADABLE);
      assertThat(status.warnings).singleElement().asString().contains("NoSuchMethodError");
      client.stop();
    }
  }
}
