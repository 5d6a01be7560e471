package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.localization.Suspect;
import java.util.List;
import java.util.Objects;

/**
 * A suspicious method as a run keeps it, and as the API shows it with the run.
 *
 * @param rank from 1
 * @param path the file
 * @param symbol {@code Cart.total}
 * @param firstLine of the method
 * @param lastLine of the method
 * @param score above 0 and at most 1
 * @param why the reasons, strongest first
 */
public record RunSuspect(
    int rank,
    String path,
    String symbol,
    int firstLine,
    int lastLine,
    double score,
    List<String> why) {

  public RunSuspect {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(symbol, "symbol");
    why = List.copyOf(why);
  }

  static RunSuspect of(Suspect suspect) {
    return new RunSuspect(
        suspect.rank(),
        suspect.method().path(),
        suspect.method().symbol(),
        suspect.method().lines().first(),
        suspect.method().lines().last(),
        suspect.score(),
        suspect.why());
  }
}
