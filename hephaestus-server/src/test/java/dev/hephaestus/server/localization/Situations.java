package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.LogExcerptParser;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.TestRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Code with a trace that leads into it, for tests of signals. */
final class Situations {

  private final TestRepository repository;

  private Situations(TestRepository repository) {
    this.repository = repository;
  }

  static Situations in(Path folder) {
    return new Situations(TestRepository.in(folder.resolve("repo")));
  }

  Situations with(String path, String source) {
    repository.write(path, source);
    return this;
  }

  Snapshot snapshot() {
    return repository.snapshot();
  }

  static LogRecord record(String excerpt) {
    return new LogExcerptParser(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).parseFirst(excerpt);
  }

  /** How suspicious a method is to the signals; 0 when not at all. */
  double score(String symbol, String excerpt, Signal... signals) {
    return suspects(snapshot(), record(excerpt), signals).stream()
        .filter(suspect -> suspect.method().symbol().equals(symbol))
        .mapToDouble(Suspect::score)
        .findFirst()
        .orElse(0);
  }

  /** What one signal alone says, best first, of methods that the frames point at. */
  List<String> ranking(String excerpt, Signal... signals) {
    return suspects(snapshot(), record(excerpt), signals).stream()
        .map(suspect -> suspect.method().symbol())
        .toList();
  }

  static List<Suspect> suspects(Snapshot snapshot, LogRecord record, Signal... signals) {
    Scene scene =
        new Scene(
            snapshot, CodeGraph.of(snapshot), record, new Trail(snapshot).follow(record.thrown()));
    return FrameLocalizer.judge(scene, List.of(signals)).ranking(20);
  }
}
