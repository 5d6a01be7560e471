package dev.hephaestus.server.repair.template;

import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.RepairTask;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Draws up all candidates on the first call, then screens and hands them out in order. */
final class TemplateProposals implements Proposals {
  static final int MOST_CANDIDATES = 40;

  private final RepairTask task;
  private final Queue<Sketches.Sketch> ready = new ArrayDeque<>();
  private @Nullable Screening screening;
  private int offered;

  TemplateProposals(RepairTask task) {
    this.task = task;
  }

  @Override
  public Proposal next(Optional<Feedback> feedback) {
    Thrown thrown = task.record().thrown();
    if (thrown == null) {
      return abstain("The record carries no exception, and templates repair exceptions only.");
    }
    Screening screened = screening;
    if (screened == null) {
      Fault fault = new Fault(thrown.deepestCause());
      screened = new Screening(task.snapshot(), new Workshop(task, fault).draw());
      screening = screened;
    }
    if (ready.isEmpty() && offered < MOST_CANDIDATES) {
      ready.addAll(screened.next());
    }
    Sketches.Sketch sketch = offered < MOST_CANDIDATES ? ready.poll() : null;
    if (sketch == null) {
      return abstain(
          offered == 0
              ? "No repair operator fits a "
                  + thrown.deepestCause().simpleName()
                  + " at the places that the stack trace names."
              : "None of the " + offered + " candidates of the repair operators was taken.");
    }
    offered++;
    String before = task.snapshot().text(sketch.path());
    Patch patch = new Patch(List.of(new FileChange(sketch.path(), before, sketch.text())));
    String origin = "templates/" + sketch.operator();
    return new Proposal.Candidate(patch, sketch.cause(), origin, Cost.NONE).asGuess(sketch.guess());
  }

  private static Proposal abstain(String reason) {
    return new Proposal.Abstention(reason, Cost.NONE);
  }
}
