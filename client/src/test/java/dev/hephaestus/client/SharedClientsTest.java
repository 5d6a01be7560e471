package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.proto.v1.Solution;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SharedClientsTest {
  private final FakeServer server = FakeServer.start();
  private final SharedClients clients = new SharedClients();
  private final TestClients.StatusLog status = new TestClients.StatusLog();

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SharedClients.Lease acquire(String... options) {
    return clients.acquire(
        TestClients.configuration(server.endpoint(), options), status, solution -> {});
  }

  @Test
  void equalConfigurationsShareAClientAndAConnection() {
    SharedClients.Lease one = acquire();
    SharedClients.Lease other = acquire();

    assertThat(one.client()).isSameAs(other.client());
    await().untilAsserted(() -> assertThat(server.openStreams()).isEqualTo(1));
    one.release();
    other.release();
  }

  @Test
  void configurationsThatDifferAnywhereHaveClientsOfTheirOwn() {
    SharedClients.Lease one = acquire();
    SharedClients.Lease other = acquire("linger", "21ms");

    assertThat(one.client()).isNotSameAs(other.client());
    one.release();
    other.release();
  }

  @Test
  void clientWorksUntilTheLastOneGivesItBack() {
    SharedClients.Lease one = acquire();
    SharedClients.Lease other = acquire();

    one.release();
    one.release(); // As an appender that is stopped twice.
    other.client().append(TestClients.error("still there"), new TestClients.Plain());
    await().untilAsserted(() -> assertThat(server.messages()).containsExactly("still there"));
    assertThat(server.goodbyes()).isEmpty();
    other.release();

    await().untilAsserted(() -> assertThat(server.goodbyes()).hasSize(1));
  }

  @Test
  void whatIsReleasedByAllIsBegunAnew() {
    SharedClients.Lease one = acquire();
    one.release();
    SharedClients.Lease again = acquire();

    assertThat(again.client()).isNotSameAs(one.client());
    again.client().append(TestClients.error("again"), new TestClients.Plain());
    await().untilAsserted(() -> assertThat(server.messages()).containsExactly("again"));
    again.release();
  }

  @Test
  void eachAppendersListenerIsToldEvenIfAnotherFails() {
    List<String> told = new CopyOnWriteArrayList<>();
    ClientConfiguration configuration = TestClients.configuration(server.endpoint());
    SharedClients.Lease failing =
        clients.acquire(
            configuration,
            status,
            solution -> {
              throw new IllegalStateException("no");
            });
    SharedClients.Lease gone = clients.acquire(configuration, status, solution -> told.add("gone"));
    SharedClients.Lease listening =
        clients.acquire(configuration, status, solution -> told.add(solution.id()));
    gone.release();
    await().untilAsserted(() -> assertThat(server.openStreams()).isEqualTo(1));

    server.solve(Solution.newBuilder().setId("fix-1").build());

    await().untilAsserted(() -> assertThat(told).containsExactly("fix-1"));
    failing.release();
    listening.release();
    assertThat(status.warnings).anyMatch(line -> line.contains("The listener failed"));
  }
}
