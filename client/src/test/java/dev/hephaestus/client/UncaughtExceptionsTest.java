package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class UncaughtExceptionsTest {
  private final FakeServer server = FakeServer.start();
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final Thread.UncaughtExceptionHandler ofTheApplication = new Remembering();
  private Thread.UncaughtExceptionHandler before;

  @BeforeEach
  void start() {
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(ofTheApplication);
  }

  @AfterEach
  void stop() {
    Thread.setDefaultUncaughtExceptionHandler(before);
    server.close();
  }

  private final class Remembering implements Thread.UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      handled.add(thread.getName() + " " + thrown.getMessage());
    }
  }

  private HephaestusClient started(String... options) {
    HephaestusClient client =
        new HephaestusClient(
            TestClients.configuration(server.endpoint(), options),
            new TestClients.StatusLog(),
            solution -> {});
    client.start();
    return client;
  }

  private static void die(String name) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("of " + name);
            },
            name);
    thread.start();
    thread.join();
  }

  @Test
  void uncaughtExceptionIsARecordAndReachesTheApplicationsHandler() throws Exception {
    HephaestusClient client = started("uncaughtExceptions", "true");

    die("worker");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(server.messages())
                    .containsExactly("Uncaught exception in thread worker"));
    client.stop();
    assertThat(server.records().get(0).getThrown().getMessage()).isEqualTo("of worker");
    assertThat(handled).containsExactly("worker of worker");
  }

  @Test
  void handlerIsLeftAloneUnlessAskedFor() {
    HephaestusClient client = started();

    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(ofTheApplication);
    client.stop();
  }

  @Test
  void stoppedClientPutsTheHandlerBackThatWasThere() {
    started("uncaughtExceptions", "true").stop();

    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(ofTheApplication);
  }

  @Test
  void handlerThatCameLaterStaysAndTheChainGoesOn() throws Exception {
    HephaestusClient client = started("uncaughtExceptions", "true");
    Thread.UncaughtExceptionHandler ours = Thread.getDefaultUncaughtExceptionHandler();
    Thread.UncaughtExceptionHandler later =
        (thread, thrown) -> ours.uncaughtException(thread, thrown);
    Thread.setDefaultUncaughtExceptionHandler(later);

    client.stop();
    die("late");

    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(later);
    assertThat(handled).containsExactly("late of late");
    assertThat(server.records()).isEmpty();
  }
}
