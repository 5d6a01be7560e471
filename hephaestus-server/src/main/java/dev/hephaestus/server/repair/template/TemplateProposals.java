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

/** Draws up all candidates on the first call and hands them out in order. */
final class TemplateProposals implements Proposals {
  private final RepairTask task;
  private @Nullable Queue<Sketches.Sketch> left;
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
    if (left == null) {
      left = new ArrayDeque<>(draw(thrown.deepestCause()));
    }
    Sketches.Sketch sketch = left.poll();
    if (sketch == null) {
      return abstain(
          offered == 0
              ? "No repair operator fits a "
                  + thrown.deepestCause().simpleName()
                  + " at the places that the stack trace names."
              : "All " + offered + " candidates of the repair operators were refused.");
    }
    offered++;
    String before = task.snapshot().text(sketch.path());
    Patch patch = new Patch(List.of(new FileChange(sketch.path(), before, sketch.text())));
    return new Proposal.Candidate(
        patch, sketch.cause(), "templates/" + sketch.operator(), Cost.NONE);
  }

  private List<Sketches.Sketch> draw(Thrown deepest) {
    return new Workshop(task, new Fault(deepest)).draw();
  }

  private static Proposal abstain(String reason) {
    return new Proposal.Abstention(reason, Cost.NONE);
  }
}
