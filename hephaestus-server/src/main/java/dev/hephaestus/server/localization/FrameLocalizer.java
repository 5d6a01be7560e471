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

  static final List<Signal> SIGNALS =
      List.of(
          new FrameSignal(),
          new SliceSignal(),
          new NamedClassSignal(),
          new MessageSignal(),
          new NeighbourSignal(),
          new HelperSignal());

  private final CodeGraphs graphs = new CodeGraphs();

  @Override
  public Localization localize(Snapshot snapshot, LogRecord record) {
    List<ProjectFrame> frames = new Trail(snapshot).follow(record.thrown());
    Scene scene = new Scene(graphs.of(snapshot), record, frames);
    return new Localization(
        snapshot.commit(), judge(scene, SIGNALS).ranking(MOST_SUSPECTS), frames);
  }

  static Suspicions judge(Scene scene, List<Signal> signals) {
    Suspicions suspicions = new Suspicions();
    signals.forEach(signal -> signal.judge(scene, suspicions));
    return suspicions;
  }
}
