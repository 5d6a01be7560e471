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

  private final List<Signal> signals = signals();

  /** All signals, in the order in which they speak: some look at what was said before them. */
  static List<Signal> signals() {
    return List.of(
        new FrameSignal(),
        new SliceSignal(),
        new OriginSignal(),
        new NullSignal(),
        new NamedClassSignal(),
        new LackSignal(),
        new MakerSignal(),
        new MessageSignal(),
        new TextSignal(),
        new NeighbourSignal(),
        new FixedCollectionSignal(),
        new HelperSignal(),
        new RecencySignal());
  }

  @Override
  public Localization localize(Snapshot snapshot, LogRecord record) {
    List<ProjectFrame> frames = new Trail(snapshot).follow(record.thrown());
    Scene scene = new Scene(snapshot, CodeGraph.of(snapshot), record, frames);
    List<Suspect> suspects =
        judge(scene, signals).ranking(MOST_SUSPECTS).stream()
            .map(suspect -> suspect.of(Declarations.kind(scene.graph(), suspect.method())))
            .toList();
    return new Localization(snapshot.commit(), suspects, frames);
  }

  static Suspicions judge(Scene scene, List<Signal> signals) {
    Suspicions suspicions = new Suspicions();
    signals.forEach(signal -> signal.judge(scene, suspicions));
    return suspicions;
  }
}
