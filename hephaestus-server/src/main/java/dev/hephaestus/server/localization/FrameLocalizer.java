package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.repository.Snapshot;
import java.util.List;

/**
 * Localizes without a model: the stack says where the exception surfaced, the code says what had a
 * hand in it, and the message says what the stack does not.
 */
public final class FrameLocalizer implements Localizer {

  private static final int MOST_SUSPECTS = 100;

  private static final List<Signal> SIGNALS =
      List.of(
          new FrameSignal(),
          new SliceSignal(),
          new NamedClassSignal(),
          new MessageSignal(),
          new NeighbourSignal(),
          new HelperSignal());

  private final CodeGraphs graphs = new CodeGraphs();

  /** A packer that shares with this what was read of the code. */
  public ContextPacker packer() {
    return new BudgetedContextPacker(graphs);
  }

  @Override
  public Localization localize(Snapshot snapshot, LogRecord record) {
    List<ProjectFrame> frames = new Trail(snapshot).follow(record.thrown());
    Scene scene = new Scene(graphs.of(snapshot), record, frames);
    Suspicions suspicions = new Suspicions();
    SIGNALS.forEach(signal -> signal.judge(scene, suspicions));
    return new Localization(snapshot.commit(), suspicions.ranking(MOST_SUSPECTS), frames);
  }
}
