package dev.hephaestus.server.api;

import dev.hephaestus.server.pipeline.Review;
import java.time.Instant;

/** What reviewers did with a solution, as the API shows it. */
record ReviewView(String solutionId, String judgement, String diff, String reason, Instant at) {

  static ReviewView of(Review review) {
    return new ReviewView(
        review.solutionId(),
        review.example().judgement().label(),
        review.example().diff(),
        review.example().reason(),
        review.at());
  }
}
