package dev.hephaestus.client;

import static dev.hephaestus.client.TestClients.configuration;
import static dev.hephaestus.client.TestClients.error;
import static dev.hephaestus.client.TestClients.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.proto.v1.Loss;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("older-jvm")
final class ClientSpoolTest {
  private final TestClients.Plain plain = new TestClients.Plain();
  private final TestClients.StatusLog status = new TestClients.StatusLog();
  private final List<HephaestusClient> started = new ArrayList<>();
  private final FakeServer server = FakeServer.start();
  @TempDir private Path directory;

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @AfterEach
  void stopAll() {
    started.forEach(HephaestusClient::stop);
    server.close();
  }

  private HephaestusClient client(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(0, List.of("spool", "triggers", "spoolDirectory", directory.toString()));
    HephaestusClient client =
        new HephaestusClient(
            configuration(server.endpoint(), all.toArray(String[]::new)),
            status,
            solution -> {},
            TestClients.TIMING);
    started.add(client);
    client.start();
    return client;
  }

  private static String[] numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  private String onDisk() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file :
          files.filter(each -> each.toString().endsWith(".spool")).collect(Collectors.toList())) {
        try {
          all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException done) {
          // Deleted since it was listed.
        }
      }
    }
    return all.toString();
  }

  private void awaitMessages(String... messages) {
    await().untilAsserted(() -> assertThat(server.messages()).containsExactly(messages));
  }

  @Test
  void whatCouldNotBeDeliveredIsSentByTheNextProcess() throws IOException {
    server.stop();
    HephaestusClient before = client();
    before.append(info("context"), plain);
    before.append(error("trigger"), plain);
    before.stop();
    assertThat(status.infos).anyMatch(line -> line.contains("2 records wait in the spool"));

    server.restart();
    HephaestusClient next = client();
    awaitMessages("context", "trigger");
    await().untilAsserted(() -> assertThat(onDisk()).isEmpty());
    next.stop();
    assertThat(server.gaps()).isZero();
  }

  @Test
  void aProcessThatEndsAtOnceSendsWhatOthersLeftAllTheSame() throws IOException {
    server.stop();
    for (int i = 0; i < 2; i++) {
      HephaestusClient before = client();
      before.append(error("of process " + i), plain);
      before.stop();
    }

    server.restart();
    client().stop();

    assertThat(server.messages()).containsExactlyInAnyOrder("of process 0", "of process 1");
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void aProcessThatFindsNoServerDoesNotWaitForWhatOthersLeft() {
    server.stop();
    HephaestusClient before = client();
    before.append(error("of the dead"), plain);
    before.stop();
    status.warnings.clear();
    HephaestusClient next = client("shutdownTimeout", "2s");
    await().untilAsserted(() -> assertThat(status.warnings).isNotEmpty());

    long begin = System.nanoTime();
    next.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1500));
  }

  @Test
  void whatIsAtTheServerAlreadyIsNotSentAgain() throws IOException {
    server.withholdAcks();
    HephaestusClient before = client();
    before.append(error("stored, not acknowledged"), plain);
    awaitMessages("stored, not acknowledged");
    server.stop();
    before.stop();
    assertThat(onDisk()).contains("stored, not acknowledged");

    server.restart();
    client();

    await().untilAsserted(() -> assertThat(onDisk()).isEmpty());
    assertThat(server.messages()).hasSize(1);
    assertThat(server.batches()).hasSize(1);
  }

  @Test
  void severalDeadProcessesAreHeirlessOnlyForAMoment() throws IOException {
    server.stop();
    for (int i = 0; i < 4; i++) {
      HephaestusClient dying = client();
      dying.append(error("of process " + i), plain);
      dying.stop();
    }
    server.restart();
    client().append(error("of the living"), plain);

    await()
        .untilAsserted(
            () ->
                assertThat(server.messages())
                    .containsExactlyInAnyOrder(
                        "of process 0",
                        "of process 1",
                        "of process 2",
                        "of process 3",
                        "of the living"));
    await().untilAsserted(() -> assertThat(onDisk()).doesNotContain("of process"));
  }

  @Test
  void pastTheWindowTheSpoolHoldsWhatMemoryCannot() {
    server.stop();
    HephaestusClient client = client("windowBytes", "64KiB");
    String text = "x".repeat(1_000);
    for (String message : numbered(text, 300)) {
      client.append(error(message), plain);
    }
    await().untilAsserted(() -> assertThat(onDisk()).contains("x299"));
    server.restart();

    awaitMessages(numbered(text, 300));
    assertThat(client.counters().dropped()).isZero();
  }

  @Test
  void pastTheCapTheOldestAreLostAndCounted() {
    server.stop();
    HephaestusClient client = client("windowBytes", "64KiB", "spoolBytes", "1MiB");
    String text = "x".repeat(50_000);
    for (String message : numbered(text, 40)) {
      client.append(error(message), plain);
    }
    await().until(() -> onDisk().contains("x39"));
    server.restart();
    await().untilAsserted(() -> assertThat(server.messages()).contains(text + "39"));
    client.append(error("after"), plain);
    await().untilAsserted(() -> assertThat(server.messages()).contains("after"));

    long lost = client.counters().dropped();
    assertThat(lost).isPositive();
    assertThat(server.messages()).hasSize(41 - (int) lost);
    assertThat(server.losses()).allMatch(loss -> loss.getReason() == Loss.Reason.REASON_SPOOL_FULL);
    assertThat(server.losses().stream().mapToLong(Loss::getCount).sum()).isEqualTo(lost);
    assertThat(server.gaps()).isZero();
  }

  @Test
  void whoWaitsForTheSpoolReturnsWithTheErrorOnDisk() throws IOException {
    server.stop();
    HephaestusClient client = client("spoolWait", "10s");
    for (String message : numbered("e", 50)) {
      client.append(error(message), plain);
      assertThat(onDisk()).contains(message);
    }
  }

  @Test
  void whoWaitsForTheSpoolWaitsForRoomAsWell() {
    server.suspend();
    HephaestusClient client = client("spoolWait", "10s", "queueRecords", "16");
    for (int i = 0; i < 200; i++) {
      client.append(info("noise"), plain);
      client.append(error("e" + i), plain);
    }
    assertThat(client.counters().accepted()).isGreaterThanOrEqualTo(200);
    assertThat(status.warnings).noneMatch(line -> line.contains("spoolWait"));
  }

  @Test
  void aSpoolThatCannotBeWrittenIsSaidOnceAndRecordsStillArrive() throws IOException {
    Path taken = Files.write(directory.resolve("taken"), new byte[1]);
    HephaestusClient client = client("spoolDirectory", taken.toString(), "spoolWait", "10s");
    for (String message : numbered("r", 20)) {
      client.append(error(message), plain);
    }

    awaitMessages(numbered("r", 20));
    assertThat(status.warnings).singleElement().asString().contains("spool cannot be written");
  }

  @Test
  void ofAStreamOfEverythingOnlyTriggersOutliveTheProcess() throws IOException {
    server.stop();
    HephaestusClient before = client("ship", "all", "linger", "0ms", "spoolWait", "10s");
    for (int i = 0; i < 3; i++) {
      before.append(info("below " + i), plain);
      await().until(() -> before.counters().accepted() > 0);
      before.append(error("trigger " + i), plain);
    }
    before.stop();

    server.restart();
    client();
    await()
        .untilAsserted(
            () -> assertThat(server.messages()).contains("trigger 0", "trigger 1", "trigger 2"));
    assertThat(server.gaps()).isZero();
  }

  @Test
  void whatDeadProcessesLeftIsBoundedAndItsOldestLostAndCounted() throws IOException {
    server.stop();
    String text = "x".repeat(40_000);
    for (int i = 0; i < 3; i++) {
      HephaestusClient dying = client("shutdownTimeout", "1s", "spoolWait", "10s");
      for (int j = 0; j < 6; j++) {
        dying.append(error(text + i + "-" + j), plain);
      }
      dying.stop();
    }
    server.restart();
    HephaestusClient next = client("spoolBytes", "1MiB");
    await().untilAsserted(() -> assertThat(server.messages()).contains(text + "2-5"));
    next.append(error("after"), plain);
    await().untilAsserted(() -> assertThat(server.messages()).contains("after"));

    assertThat(next.counters().dropped()).isEqualTo(6);
    assertThat(server.messages()).hasSize(13).doesNotContain(text + "0-0", text + "0-5");
    assertThat(server.losses().stream().mapToLong(Loss::getCount).sum()).isEqualTo(6);
  }

  @Test
  void renumberedRecordsAreSpooledUnderTheirNewEpoch() throws IOException {
    server.refuseSkips();
    HephaestusClient before = client();
    before.append(error("old"), plain);
    await().untilAsserted(() -> assertThat(before.counters().acknowledged()).isEqualTo(1));
    server.forget();
    server.reset();
    server.withholdAcks();
    before.append(error("new"), plain);
    awaitMessages("old", "new");
    server.stop();
    before.stop();

    server.restart();
    client();
    await().untilAsserted(() -> assertThat(onDisk()).isEmpty());
    assertThat(server.messages()).containsExactly("old", "new");
  }
}
