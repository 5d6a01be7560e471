package dev.hephaestus.server.localization;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.List;
import java.util.Locale;

/**
 * A localization as the command line and the REST interface show it.
 *
 * <p><i>Shape:</i> serialized as it stands by Jackson.
 *
 * @param revision the commit that the lines belong to
 * @param revisionBecause why it was analysed, one sentence; empty when that was not asked
 * @param suspects most suspicious first
 * @param context the code chosen for a budget
 */
@JsonPropertyOrder({"revision", "revisionBecause", "suspects", "context"})
public record LocalizationReport(
    String revision, String revisionBecause, List<Line> suspects, Context context) {

  /**
   * A suspect.
   *
   * @param rank from 1
   * @param symbol {@code Cart.total}
   * @param score above 0 and at most 1, to four places
   * @param why strongest reason first
   */
  @JsonPropertyOrder({"rank", "file", "symbol", "firstLine", "lastLine", "score", "why"})
  public record Line(
      int rank,
      String file,
      String symbol,
      int firstLine,
      int lastLine,
      double score,
      List<String> why) {

    public Line {
      why = List.copyOf(why);
    }
  }

  /** The parts of the context, best first. */
  @JsonPropertyOrder({"tokens", "parts"})
  public record Context(int tokens, List<Place> parts) {

    public Context {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Lines of a file.
   *
   * @param kind {@code method}, {@code skeleton} or {@code test}
   */
  @JsonPropertyOrder({"file", "firstLine", "lastLine", "kind"})
  public record Place(String file, int firstLine, int lastLine, String kind) {}

  public LocalizationReport {
    suspects = List.copyOf(suspects);
  }

  /** The report of a localization and the context that was packed for it. */
  public static LocalizationReport of(Localization localization, PackedContext context) {
    return new LocalizationReport(
        localization.commit(),
        "",
        localization.suspects().stream().map(LocalizationReport::line).toList(),
        new Context(
            context.tokens(), context.parts().stream().map(LocalizationReport::place).toList()));
  }

  /** The same, saying why this commit was analysed. */
  public LocalizationReport because(String reason) {
    return new LocalizationReport(revision, reason, suspects, context);
  }

  private static Line line(Suspect suspect) {
    MethodDeclaration method = suspect.method();
    return new Line(
        suspect.rank(),
        method.path(),
        method.symbol(),
        method.lines().first(),
        method.lines().last(),
        Math.max(0.0001, Math.round(suspect.score() * 10_000) / 10_000.0),
        suspect.why());
  }

  private static Place place(PackedContext.Part part) {
    return new Place(
        part.path(),
        part.lines().first(),
        part.lines().last(),
        part.kind().name().toLowerCase(Locale.ROOT));
  }
}
