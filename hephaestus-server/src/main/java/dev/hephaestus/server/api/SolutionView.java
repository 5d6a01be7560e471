package dev.hephaestus.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hephaestus.server.delivery.Confidence;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.pipeline.Review;
import dev.hephaestus.server.validation.Reproduction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    @Nullable ConfidenceView confidence,
    @Nullable ReviewView review,
    Instant created) {

  /** How sure it is that it is right. */
  record ConfidenceView(double value, List<String> reasons) {

    static @Nullable ConfidenceView of(Confidence confidence) {
      return confidence.isKnown()
          ? new ConfidenceView(confidence.value(), confidence.reasons())
          : null;
    }
  }

  /** The test that failed before. */
  record ReproductionView(String path, String source, String test, String call, String inputs) {

    static ReproductionView of(Reproduction reproduction) {
      return new ReproductionView(
          reproduction.path(),
          reproduction.source(),
          reproduction.testName(),
          reproduction.call(),
          reproduction.inputs().name().toLowerCase(Locale.ROOT));
    }
  }

  /** Where it was delivered. */
  record ReceiptView(String channel, String link) {

    static ReceiptView of(Receipt receipt) {
      return new ReceiptView(receipt.channel().name().toLowerCase(Locale.ROOT), receipt.link());
    }
  }

  static SolutionView of(Solution solution, List<Receipt> receipts, Optional<Review> review) {
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
        ConfidenceView.of(solution.confidence()),
        review.map(ReviewView::of).orElse(null),
        solution.created());
  }
}
