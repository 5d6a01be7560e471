package dev.hephaestus.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.validation.Reproduction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A solution, as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SolutionView(
    String id,
    String incidentId,
    String nodeId,
    String fingerprint,
    String title,
    String verdict,
    String cause,
    String origin,
    String baseCommit,
    String patch,
    int linesAdded,
    int linesRemoved,
    List<String> evidence,
    @Nullable ReproductionView reproduction,
    List<ReceiptView> receipts,
    Instant created) {

  /** The test that failed before. */
  record ReproductionView(String path, String source, String test, String call) {

    static ReproductionView of(Reproduction reproduction) {
      return new ReproductionView(
          reproduction.path(), reproduction.source(), reproduction.testName(), reproduction.call());
    }
  }

  /** Where it was delivered. */
  record ReceiptView(String channel, String link) {

    static ReceiptView of(Receipt receipt) {
      return new ReceiptView(receipt.channel().name().toLowerCase(Locale.ROOT), receipt.link());
    }
  }

  static SolutionView of(Solution solution, List<Receipt> receipts) {
    return new SolutionView(
        solution.id(),
        solution.incidentId(),
        solution.nodeId(),
        solution.fingerprint(),
        solution.title(),
        solution.verdict().level().label(),
        solution.cause(),
        solution.origin(),
        solution.baseCommit(),
        solution.patch().toUnifiedDiff(),
        solution.patch().linesAdded(),
        solution.patch().linesRemoved(),
        solution.verdict().evidence(),
        solution.verdict().reproduction().map(ReproductionView::of).orElse(null),
        receipts.stream().map(ReceiptView::of).toList(),
        solution.created());
  }
}
