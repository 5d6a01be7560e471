package dev.hephaestus.server.localization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hephaestus.server.repository.LeftOut;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A localization as the command line and the REST interface show it.
 *
 * <p><i>Shape:</i> serialized as it stands by Jackson.
 *
 * @param revision the commit that the lines belong to
 * @param revisionBecause why it was analysed, one sentence; empty when that was not asked
 * @param confidence how likely one of the first suspects holds the fault, from 0 to 1
 * @param suspects most suspicious first
 * @param context the code chosen for a budget
 * @param frames the calls of the record that are in the repository, deepest cause first, innermost
 *     call first
 * @param leftOut what of the repository could not be looked at
 * @param picture how the frames led to the suspects and the context, drawn for people; null unless
 *     it was asked for
 */
@JsonPropertyOrder({
  "revision",
  "revisionBecause",
  "confidence",
  "suspects",
  "context",
  "frames",
  "leftOut",
  "picture"
})
public record LocalizationReport(
    String revision,
    String revisionBecause,
    double confidence,
    List<Line> suspects,
    Context context,
    List<Call> frames,
    Omissions leftOut,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String picture) {

  private static final int REASONS = 10;
  private static final int FRAMES = 200;

  /**
   * A suspect.
   *
   * @param rank from 1
   * @param symbol {@code Cart.total}; {@code Cart.class} for the head of a type
   * @param kind {@code method}, {@code constructor}, {@code initializer}, {@code field} or {@code
   *     type}
   * @param score above 0 and at most 1, to four places
   * @param why strongest reason first
   */
  @JsonPropertyOrder({"rank", "file", "symbol", "kind", "firstLine", "lastLine", "score", "why"})
  public record Line(
      int rank,
      String file,
      String symbol,
      String kind,
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
   * @param kind one of {@link PackedContext.Kind}, in small letters
   * @param tokens about how long they are
   */
  @JsonPropertyOrder({"file", "firstLine", "lastLine", "kind", "tokens"})
  public record Place(String file, int firstLine, int lastLine, String kind, int tokens) {}

  /**
   * A call of the stack with the method that it was running.
   *
   * @param frame {@code shop.Cart.total(Cart.java:42)}
   * @param thrown the class of the throwable that it belongs to
   */
  @JsonPropertyOrder({"frame", "thrown", "file", "symbol", "firstLine", "lastLine"})
  public record Call(
      String frame, String thrown, String file, String symbol, int firstLine, int lastLine) {}

  /**
   * What a snapshot does not show.
   *
   * @param files how many files
   * @param reasons how many for which reason, the most frequent ones first
   */
  @JsonPropertyOrder({"files", "reasons"})
  public record Omissions(int files, Map<String, Integer> reasons) {

    public Omissions {
      reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    private static Omissions of(List<LeftOut> leftOut) {
      Map<String, Integer> counts =
          leftOut.stream()
              .collect(Collectors.toMap(LeftOut::reason, each -> 1, Integer::sum, TreeMap::new));
      Map<String, Integer> most = new LinkedHashMap<>();
      counts.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .limit(REASONS)
          .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
      return new Omissions(leftOut.size(), most);
    }
  }

  public LocalizationReport {
    suspects = List.copyOf(suspects);
    frames = List.copyOf(frames);
  }

  /** The report of a localization in a snapshot and the context that was packed for it. */
  public static LocalizationReport of(
      Snapshot snapshot, Localization localization, PackedContext context) {
    return new LocalizationReport(
        localization.commit(),
        "",
        Math.round(localization.confidence() * 100) / 100.0,
        localization.suspects().stream().map(LocalizationReport::line).toList(),
        new Context(
            context.tokens(), context.parts().stream().map(LocalizationReport::place).toList()),
        localization.frames().stream().limit(FRAMES).map(LocalizationReport::call).toList(),
        Omissions.of(snapshot.leftOut()),
        null);
  }

  /** The same with a picture. */
  public LocalizationReport with(String newPicture) {
    return new LocalizationReport(
        revision, revisionBecause, confidence, suspects, context, frames, leftOut, newPicture);
  }

  private static Call call(ProjectFrame frame) {
    MethodDeclaration method = frame.method();
    return new Call(
        frame.frame().toString(),
        frame.thrown().className(),
        method.path(),
        method.symbol(),
        method.lines().first(),
        method.lines().last());
  }

  /** The same, saying why this commit was analysed. */
  public LocalizationReport because(String reason) {
    return new LocalizationReport(
        revision, reason, confidence, suspects, context, frames, leftOut, picture);
  }

  private static Line line(Suspect suspect) {
    MethodDeclaration method = suspect.method();
    return new Line(
        suspect.rank(),
        method.path(),
        method.symbol(),
        suspect.kind().name().toLowerCase(Locale.ROOT),
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
        part.kind().name().toLowerCase(Locale.ROOT),
        part.tokens());
  }
}
