package dev.hephaestus.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.delivery.Delivery;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.Sighting;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.NodeState;
import dev.hephaestus.server.node.Threshold;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunExecutorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir private Path folder;

  private final List<String> deliveries = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private Database database;
  private Run run;
  private int made;

  @BeforeEach
  void queueARun() {
    database = Database.open(folder);
    Node node =
        new Node(
            "n1",
            "shop",
            RepositoryLocation.of("/srv/shop"),
            NodeSettings.DEFAULT,
            NodeState.ACTIVE,
            "",
            NOW,
            NOW);
    database.nodes().addIfAbsent(node);
    LogRecord record =
        LogRecord.of(
            NOW,
            Level.ERROR,
            "shop.Cart",
            "no total",
            Thrown.of("E", "why", List.of(Frame.of("shop.Cart", "total", "Cart.java", 3))));
    StoredRecord stored =
        new StoredRecord(
            1,
            new SessionKey("n1", "one", 1),
            1,
            new Resource("shop", "", "", "", Map.of()),
            record);
    Incident incident =
        database
            .incidents()
            .book(
                List.of(
                    new Sighting(
                        stored, new Fingerprint("0".repeat(32)), "E: why", Threshold.DEFAULT)),
                1)
            .get(0);
    run =
        database
            .runs()
            .addIfNoneOpen(
                new Run(
                    "r1",
                    incident.id(),
                    "n1",
                    RunState.QUEUED,
                    "waiting",
                    "",
                    0,
                    Cost.NONE,
                    NOW,
                    Optional.empty()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anAbstentionEndsTheRunWithItsReason() {
    executor(RepairPipelineTest.abstaining(), solution -> receipt()).execute("r1");

    assertThat(stored().state()).isEqualTo(RunState.ABSTAINED);
    assertThat(stored().reason()).contains("Nothing of the logged error");
    assertThat(incidentState()).isEqualTo(IncidentState.ONGOING);
    assertThat(heard).containsExactly("started", "ended");
  }

  @Test
  void aFaultThatTheHeadDoesNotHaveEndsTheRunWithoutASolution() {
    executor(RepairPipelineTest.fixedAtHead(folder), this::note).execute("r1");

    assertThat(stored().state()).isEqualTo(RunState.FIXED_AT_HEAD);
    assertThat(stored().state().isFinal()).isTrue();
    assertThat(stored().reason()).contains("no longer throws").contains("(Nothing costs nothing)");
    assertThat(stored().deployed()).hasSize(40);
    assertThat(stored().deployedBecause()).contains("1 of 1 frame");
    assertThat(incidentState()).isEqualTo(IncidentState.FIXED_AT_HEAD);
    assertThat(database.runs().solutionOfRun("r1")).isEmpty();
    assertThat(deliveries).isEmpty();
  }

  @Test
  void aFixIsKeptDeliveredAndEndsTheRun() {
    executor(RepairPipelineTest.fixing(), solution -> receipt()).execute("r1");

    assertThat(stored().state()).isEqualTo(RunState.FIXED);
    assertThat(incidentState()).isEqualTo(IncidentState.FIX_PROPOSED);
    String solution = database.runs().solutionOfRun("r1").orElseThrow().id();
    assertThat(database.runs().receipts(solution)).containsExactly(receipt());
  }

  @Test
  void aRunThatHasItsSolutionIsOnlyDelivered() {
    Delivery failing =
        solution -> {
          throw new DeliveryException("the remote does not answer", true);
        };
    assertThatThrownBy(() -> executor(RepairPipelineTest.fixing(), failing).execute("r1"))
        .isInstanceOf(DeliveryException.class);
    assertThat(stored().state()).isEqualTo(RunState.RUNNING);

    executor(RepairPipelineTest.unreachable(), this::note).execute("r1");

    assertThat(stored().state()).isEqualTo(RunState.FIXED);
    assertThat(stored().starts()).isEqualTo(2);
    assertThat(deliveries).hasSize(1);
  }

  @Test
  void aDeliveryWhoseTurnIsLaterKeepsNoOtherFromBeingMade() {
    Delivery later =
        solution -> {
          throw DeliveryException.notBefore(Duration.ofHours(1), "there were enough today");
        };

    assertThatThrownBy(() -> executor(RepairPipelineTest.fixing(), later, this::note).execute("r1"))
        .isInstanceOf(DeliveryException.class);

    assertThat(deliveries).hasSize(1);
    assertThat(stored().state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void aDeliveryThatCannotWorkIsSaidAndDoesNotLoseTheFix() {
    Delivery refused =
        solution -> {
          throw new DeliveryException("the branch is protected", false);
        };

    executor(RepairPipelineTest.fixing(), refused).execute("r1");

    assertThat(stored().state()).isEqualTo(RunState.FIXED);
    assertThat(stored().reason()).isEqualTo("the branch is protected");
  }

  @Test
  void aFaultOfTheStagesIsLeftToTheQueueUntilItGivesUp() {
    RunExecutor executor = executor(RepairPipelineTest.unreachable(), this::note);

    assertThatThrownBy(() -> executor.execute("r1")).isInstanceOf(RepositoryException.class);
    assertThat(stored().state()).isEqualTo(RunState.RUNNING);
    executor.giveUp("r1", new RepositoryException("the repository cannot be reached"));

    assertThat(stored().state()).isEqualTo(RunState.FAILED);
    assertThat(stored().reason()).isEqualTo("the repository cannot be reached");
    assertThat(incidentState()).isEqualTo(IncidentState.ONGOING);
  }

  @Test
  void aBetterFixIsKeptForThePullRequestThatAskedForItAndNotDelivered() {
    askForBetter();

    executor(RepairPipelineTest.fixing(), this::note).execute("r2");

    assertThat(database.runs().find("r2").orElseThrow().state()).isEqualTo(RunState.FIXED);
    assertThat(database.runs().solutionOfRun("r2")).isPresent();
    assertThat(deliveries).isEmpty();
    assertThat(incidentState()).isEqualTo(IncidentState.FIX_PROPOSED);
  }

  @Test
  void whereNoBetterFixIsFoundTheOneThatStandsIsStillProposed() {
    askForBetter();
    executor(RepairPipelineTest.abstaining(), this::note).execute("r2");
    assertThat(incidentState()).isEqualTo(IncidentState.FIX_PROPOSED);
  }

  @Test
  void aSearchForABetterFixThatFailsLeavesTheOneThatStands() {
    askForBetter();
    RunExecutor executor = executor(RepairPipelineTest.unreachable(), this::note);
    assertThatThrownBy(() -> executor.execute("r2")).isInstanceOf(RepositoryException.class);
    executor.giveUp("r2", new RepositoryException("gone"));

    assertThat(incidentState()).isEqualTo(IncidentState.FIX_PROPOSED);
  }

  private void askForBetter() {
    executor(RepairPipelineTest.fixing(), solution -> receipt()).execute("r1");
    Run second =
        new Run(
            "r2",
            run.incidentId(),
            "n1",
            RunState.QUEUED,
            "",
            "",
            0,
            Cost.NONE,
            NOW,
            Optional.empty());
    database
        .runs()
        .addIfNoneOpen(
            second, new Revision(Revision.Reason.RETRY, List.of(), List.of("try again")));
  }

  @Test
  void aRunOfARemovedNodeEndsWithoutWork() {
    database.nodes().remove("n1");

    executor(RepairPipelineTest.unreachable(), this::note).execute("r1");

    assertThat(stored().state()).isEqualTo(RunState.ABSTAINED);
    assertThat(stored().reason()).contains("removed");
  }

  @Test
  void aRunThatHasEndedIsNotExecutedAgain() {
    executor(RepairPipelineTest.abstaining(), this::note).execute("r1");

    executor(RepairPipelineTest.fixing(), this::note).execute("r1");

    assertThat(stored().state()).isEqualTo(RunState.ABSTAINED);
    assertThat(deliveries).isEmpty();
  }

  private RunExecutor executor(RepairPipeline pipeline, Delivery... delivery) {
    return new RunExecutor(
        database.runs(),
        database.incidents(),
        database.nodes(),
        pipeline,
        (mode, solution) -> List.of(delivery),
        new RepairListener() {
          @Override
          public void started(Run some) {
            heard.add("started");
          }

          @Override
          public void ended(Run some) {
            heard.add("ended");
          }
        },
        new RunCancellation(database.runs(), database.incidents(), Clock.systemUTC()),
        database.experience(),
        () -> "s" + ++made,
        Clock.systemUTC());
  }

  private Receipt note(Solution solution) {
    deliveries.add(solution.id());
    return receipt();
  }

  private static Receipt receipt() {
    return new Receipt(Receipt.Channel.SUGGESTION, "http://localhost/s1");
  }

  private Run stored() {
    return database.runs().find(run.id()).orElseThrow();
  }

  private IncidentState incidentState() {
    return database.incidents().find(run.incidentId()).orElseThrow().state();
  }
}
