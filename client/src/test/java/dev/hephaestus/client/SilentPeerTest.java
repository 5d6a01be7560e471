package dev.hephaestus.client;

import static dev.hephaestus.client.TestClients.configuration;
import static dev.hephaestus.client.TestClients.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.client.testkit.FaultProxy;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that are open on this side only. */
final class SilentPeerTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private final TestClients.Plain plain = new TestClients.Plain();
  private final TestClients.StatusLog status = new TestClients.StatusLog();
  private FakeServer server;
  private FaultProxy proxy;
  private @Nullable HephaestusClient started;

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @BeforeEach
  void startServer() {
    server = FakeServer.start();
    proxy = FaultProxy.before(server.endpoint());
  }

  @AfterEach
  void stopAll() {
    if (started != null) {
      started.stop();
    }
    proxy.close();
    server.close();
  }

  private HephaestusClient connected(Timing timing) {
    HephaestusClient client =
        new HephaestusClient(configuration(proxy.endpoint()), status, solution -> {}, timing);
    started = client;
    client.start();
    client.append(error("before"), plain);
    await().untilAsserted(() -> assertThat(client.counters().acknowledged()).isEqualTo(1));
    return client;
  }

  private void awaitMessages(String... messages) {
    await().untilAsserted(() -> assertThat(server.messages()).containsExactly(messages));
    assertThat(server.gaps()).isZero();
  }

  private static Timing acknowledgedWithin(Duration time) {
    return new Timing(Duration.ofSeconds(10), NEVER, NEVER, time, NEVER);
  }

  @Test
  void whatNeverArrivedIsSentAgainOverANewConnection() {
    HephaestusClient client = connected(acknowledgedWithin(Duration.ofMillis(300)));
    proxy.vanish();

    client.append(error("into the void"), plain);
    client.append(error("as well"), plain);

    awaitMessages("before", "into the void", "as well");
    assertThat(status.warnings).singleElement().asString().contains("no acknowledgement");
  }

  @Test
  void whatArrivedWithoutAnAcknowledgementIsThereOnce() {
    HephaestusClient client = connected(acknowledgedWithin(Duration.ofMillis(300)));
    proxy.deafen();

    client.append(error("heard"), plain);
    await().untilAsserted(() -> assertThat(server.messages()).contains("heard"));
    await().untilAsserted(() -> assertThat(client.counters().acknowledged()).isEqualTo(2));

    client.append(error("after"), plain);
    awaitMessages("before", "heard", "after");
  }

  @Test
  void anIdleConnectionWhosePeerVanishedIsNoticedAndReplaced() {
    HephaestusClient client = connected(new HundredTimesAsFast());
    proxy.vanish();
    int hellos = server.hellos();

    await().untilAsserted(() -> assertThat(server.hellos()).isGreaterThan(hellos));
    client.append(error("after"), plain);

    awaitMessages("before", "after");
  }

  /** gRPC asks each ten seconds at the most; here its seconds are shorter. */
  private static final class HundredTimesAsFast extends Timing {
    HundredTimesAsFast() {
      super(Duration.ofHours(1), Duration.ofSeconds(10), Duration.ofMinutes(1), NEVER, NEVER);
    }

    @Override
    ScheduledExecutorService timer(ThreadFactory threads, long idleSeconds) {
      ScheduledThreadPoolExecutor timer =
          new ScheduledThreadPoolExecutor(1, threads) {
            @Override
            public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
              return super.schedule(work, unit.toNanos(delay) / 100, TimeUnit.NANOSECONDS);
            }
          };
      timer.setKeepAliveTime(idleSeconds, TimeUnit.SECONDS);
      timer.allowCoreThreadTimeOut(true);
      return timer;
    }
  }
}
