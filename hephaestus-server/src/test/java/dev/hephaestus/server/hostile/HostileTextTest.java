package dev.hephaestus.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ai.LanguageModel;
import dev.hephaestus.server.ai.ModelReply;
import dev.hephaestus.server.ai.ModelRequest;
import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repair.model.ModelLimits;
import dev.hephaestus.server.repair.model.ModelProposer;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.testkit.FolderSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs and sources that speak to the model: whatever they say stays between the marks. */
final class HostileTextTest {
  private static final Pattern MARK = Pattern.compile("BEGIN EVIDENCE ([0-9a-f]{16,})");

  private static final Map<String, Function<String, RepairTask>> TASKS =
      Map.of(
          "message", text -> task(text, "m", value("v", "x"), ""),
          "exception", text -> task("failed", text, value("v", "x"), ""),
          "value", text -> task("failed", "m", value("v", text), ""),
          "name", text -> task("failed", "m", value(text, "x"), ""),
          "comment", text -> task("failed", "m", value("v", "x"), "/* " + text + " */"),
          "source", text -> task("failed", "m", value("v", "x"), "\n" + text + "\n"));

  /** How many places there are. */
  static final int PLACES = 6;

  static Stream<Arguments> texts() {
    return TASKS.keySet().stream()
        .sorted()
        .flatMap(place -> Injections.texts().stream().map(text -> Arguments.of(place, text)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatIsLoggedOrStoredStaysBetweenTheMarks(String place, String text) {
    Recorder model = new Recorder();
    RepairTask task = TASKS.get(place).apply(text);

    Proposal proposal =
        new ModelProposer(model, ModelLimits.DEFAULT).begin(task).next(Optional.empty());

    String prompt = model.requests.get(0).turns().get(0).text();
    Matcher mark = MARK.matcher(prompt);
    assertThat(mark.find()).isTrue();
    String end = "END EVIDENCE " + mark.group(1);
    assertThat(prompt.split(Pattern.quote(end), -1)).hasSize(2);
    String outside =
        prompt.substring(0, mark.start()) + prompt.substring(prompt.indexOf(end) + end.length());
    assertThat(outside).doesNotContain(longestLine(text));
    assertThat(model.requests.get(0).system()).doesNotContain(longestLine(text));
    assertThat(proposal).isNotInstanceOf(Proposal.Candidate.class);
  }

  /** Our own words may be quoted at us; only the rest tells where a text went. */
  private static String longestLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(
            line -> !line.startsWith("Answer in the form") && !line.startsWith("The evidence lies"))
        .filter(line -> !line.equals("END EVIDENCE") && !line.equals("BEGIN EVIDENCE"))
        .reduce((a, b) -> a.length() >= b.length() ? a : b)
        .filter(line -> line.length() > 3)
        .orElse("text that is not there");
  }

  private static CapturedValue value(String name, String text) {
    return new CapturedValue(
        name, "java.lang.String", CapturedValue.Kind.STRING, text, List.of(), false, false);
  }

  private static RepairTask task(
      String message, String exception, CapturedValue value, String source) {
    String text = "class Cart {\n" + source + "\n}\n";
    FolderSnapshot snapshot = FolderSnapshot.of(Map.of("Cart.java", text));
    Frame frame = new Frame("shop.Cart", "total", "Cart.java", 2, "", "", List.of(value));
    Thrown thrown = Thrown.of("x.E", exception, List.of(frame));
    PackedContext.Part part =
        new PackedContext.Part("Cart.java", new LineRange(1, 3), PackedContext.Kind.METHOD, text);
    return new RepairTask(
        snapshot,
        LogRecord.of(Instant.EPOCH, Level.ERROR, "shop", message, thrown),
        new Localization(snapshot.commit(), List.of(), List.of()),
        new PackedContext(0, List.of(part)));
  }

  private static final class Recorder implements LanguageModel {
    private final List<ModelRequest> requests = new ArrayList<>();

    @Override
    public String name() {
      return "recorder";
    }

    @Override
    public ModelReply reply(ModelRequest request) {
      requests.add(request);
      return new ModelReply("ABSTAIN: no", 0, 0, false);
    }
  }
}
