package dev.hephaestus.server.store;

import static dev.hephaestus.server.store.TestObjects.attempt;
import static dev.hephaestus.server.store.TestObjects.run;
import static dev.hephaestus.server.store.TestObjects.solution;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.pipeline.Revision;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.pipeline.RunSuspect;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Exchange;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Reproduction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of runs does. */
abstract class RunStoreContract {

  abstract RunStore store();

  @Test
  void givesBackEveryFieldThatWasStored() {
    Run queued = run("r1", "i1", RunState.QUEUED);
    assertThat(store().addIfNoneOpen(queued)).isEqualTo(queued);
    assertThat(store().find("r1")).contains(queued);

    Run ended = run("r1", "i1", RunState.ABSTAINED);
    store().update(ended);
    assertThat(store().find("r1")).contains(ended);
  }

  @Test
  void keepsWhichCommitLoggedTheFault() {
    Run known = run("r1", "i1", RunState.FIXED_AT_HEAD);
    Run run =
        new Run(
            known.id(),
            known.incidentId(),
            known.nodeId(),
            known.state(),
            known.step(),
            known.reason(),
            known.starts(),
            known.cost(),
            known.created(),
            known.ended(),
            "0123456789",
            "The record names its commit.",
            Duration.ofMillis(4_321));
    store().addIfNoneOpen(run);

    assertThat(store().find("r1")).contains(run);
    assertThat(store().open()).isEmpty();
  }

  @Test
  void aRunKnowsWhatItShallDoBetter() {
    Revision revision =
        new Revision(Revision.Reason.CHECKS, List.of("s1", "s2"), List.of("it fails", "still"));
    Run run = run("r1", "i1", RunState.QUEUED);

    assertThat(store().addIfNoneOpen(run, revision)).isEqualTo(run);
    assertThat(store().addIfNoneOpen(run, revision)).isEqualTo(run);

    assertThat(store().revision("r1")).contains(revision);
    assertThat(store().revision("r2")).isEmpty();
    assertThat(store().addIfNoneOpen(run("r2", "i1", RunState.QUEUED), revision)).isEqualTo(run);
    assertThat(store().revision("r2")).isEmpty();
    store().update(run("r1", "i1", RunState.ABSTAINED));
    assertThat(store().addIfNoneOpen(run, revision).state()).isEqualTo(RunState.ABSTAINED);
  }

  @Test
  void anIncidentHasOneOpenRun() {
    Run first = run("r1", "i1", RunState.QUEUED);
    store().addIfNoneOpen(first);

    assertThat(store().addIfNoneOpen(run("r2", "i1", RunState.QUEUED))).isEqualTo(first);
    assertThat(store().find("r2")).isEmpty();

    store().update(run("r1", "i1", RunState.FAILED));
    Run again = run("r3", "i1", RunState.QUEUED);
    assertThat(store().addIfNoneOpen(again)).isEqualTo(again);
  }

  @Test
  void listsOpenRunsOldestFirst() {
    store().addIfNoneOpen(run("r2", "i2", RunState.RUNNING));
    store().addIfNoneOpen(run("r1", "i1", RunState.QUEUED));
    store().addIfNoneOpen(run("r3", "i3", RunState.QUEUED));
    store().update(run("r3", "i3", RunState.FIXED));

    assertThat(store().open()).extracting(Run::id).containsExactly("r1", "r2");
  }

  @Test
  void listsNewestFirstPageByPageAndByIncident() {
    for (String id : List.of("r1", "r2", "r3")) {
      store().addIfNoneOpen(run(id, "i-" + id, RunState.QUEUED));
    }

    assertThat(store().list(Optional.empty(), "", 2))
        .extracting(Run::id)
        .containsExactly("r3", "r2");
    assertThat(store().list(Optional.empty(), "r2", 2)).extracting(Run::id).containsExactly("r1");
    assertThat(store().list(Optional.of("i-r2"), "", 9)).extracting(Run::id).containsExactly("r2");
  }

  @Test
  void keepsSuspectsAndReplacesThoseOfAnEarlierStart() {
    store().addIfNoneOpen(run("r1", "i1", RunState.RUNNING));
    RunSuspect suspect =
        new RunSuspect(1, "src/A.java", "A.x", 3, 9, 0.75, List.of("top frame", "changed"));
    store().keep("r1", List.of(suspect, suspect));
    store().keep("r1", List.of(suspect));

    assertThat(store().suspects("r1")).containsExactly(suspect);
    assertThat(store().suspects("r2")).isEmpty();
  }

  @Test
  void keepsAttemptsInOrderAndReplacesTheSameNumber() {
    store().addIfNoneOpen(run("r1", "i1", RunState.RUNNING));
    store().keep("r1", attempt(2, "rejected"));
    store().keep("r1", attempt(1, "rejected"));
    store().keep("r1", attempt(2, "tested"));

    assertThat(store().attempts("r1"))
        .containsExactly(attempt(1, "rejected"), attempt(2, "tested"));
    assertThat(store().attempts("r2")).isEmpty();
  }

  @Test
  void aCancellationStaysWhateverTheRunSaysLater() {
    store().addIfNoneOpen(run("r1", "i1", RunState.RUNNING));
    assertThat(store().isCancelled("r1")).isFalse();

    store().cancel("r1");
    store().update(run("r1", "i1", RunState.RUNNING));

    assertThat(store().isCancelled("r1")).isTrue();
    assertThat(store().isCancelled("r2")).isFalse();
  }

  @Test
  void keepsPlausibleFixesInOrderWithoutWhatWasSaid() {
    store().addIfNoneOpen(run("r1", "i1", RunState.RUNNING));
    Proposal.Candidate first =
        new Proposal.Candidate(solution("s1").patch(), "x is null", "gpt", Cost.NONE);
    Proposal.Candidate second =
        new Proposal.Candidate(solution("s1").patch(), "y is null", "guard", Cost.NONE);
    Exchange exchange = new Exchange("fix it", "done");

    store()
        .keep(
            "r1",
            new Proposal.Candidate(
                first.patch(), "x is null", "gpt", new Cost(1, 1, 1), Optional.of(exchange)));
    store().keep("r1", second);

    assertThat(store().plausible("r1")).containsExactly(first, second);
    assertThat(store().plausible("r2")).isEmpty();
  }

  @Test
  void keepsWhatShowsTheFaultAndReplacesIt() {
    store().addIfNoneOpen(run("r1", "i1", RunState.RUNNING));
    Reproduction first = new Reproduction("ATest.java", "class ATest {}", "ATest.a", "a()");
    Reproduction second = first.with(Reproduction.Inputs.CAPTURED);

    store().keep("r1", first);
    store().keep("r1", second);

    assertThat(store().reproduction("r1")).contains(second);
    assertThat(store().reproduction("r2")).isEmpty();
  }

  @Test
  void theFirstSolutionOfARunStands() {
    store().addIfNoneOpen(run("r1", "i1", RunState.RUNNING));
    Solution first = solution("s1");

    assertThat(store().keep("r1", first)).isEqualTo(first);
    assertThat(store().keep("r1", solution("s2"))).isEqualTo(first);
    assertThat(store().solutionOfRun("r1")).contains(first);
    assertThat(store().solution("s1")).contains(first);
    assertThat(store().solution("s2")).isEmpty();
  }

  @Test
  void listsSolutionsNewestFirstAndByNode() {
    for (String n : List.of("1", "2", "3")) {
      store().addIfNoneOpen(run("r" + n, "i" + n, RunState.RUNNING));
      store().keep("r" + n, solution("s" + n));
    }

    assertThat(store().solutions(Optional.of("node-1"), "", 2))
        .extracting(Solution::id)
        .containsExactly("s3", "s2");
    assertThat(store().solutions(Optional.empty(), "s2", 2))
        .extracting(Solution::id)
        .containsExactly("s1");
    assertThat(store().solutions(Optional.of("node-2"), "", 2)).isEmpty();
  }

  @Test
  void keepsOneReceiptAChannelOldestFirst() {
    store().addIfNoneOpen(run("r1", "i1", RunState.RUNNING));
    store().keep("r1", solution("s1"));
    store().keep("s1", new Receipt(Receipt.Channel.SUGGESTION, "/solutions/s1"));
    store().keep("s1", new Receipt(Receipt.Channel.BRANCH, "fix/1"));
    store().keep("s1", new Receipt(Receipt.Channel.SUGGESTION, "/solutions/s1#2"));

    assertThat(store().receipts("s1"))
        .containsExactly(
            new Receipt(Receipt.Channel.SUGGESTION, "/solutions/s1#2"),
            new Receipt(Receipt.Channel.BRANCH, "fix/1"));
  }
}
