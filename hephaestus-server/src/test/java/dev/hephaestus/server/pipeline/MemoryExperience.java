package dev.hephaestus.server.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers what a test tells it. */
record MemoryExperience(List<Review> told, List<KnownFix> fixes) implements Experience {

  @Override
  public void keep(Review review) {
    throw new AssertionError("nothing is to be kept");
  }

  @Override
  public Optional<Review> review(String solutionId) {
    return told.stream().filter(review -> review.solutionId().equals(solutionId)).findFirst();
  }

  @Override
  public List<Review> reviews(String tenant, String repository) {
    return told.stream().filter(review -> review.repository().equals(repository)).toList();
  }

  @Override
  public void remember(String solutionId, Map<String, String> blobs) {
    throw new AssertionError("nothing is to be remembered");
  }

  @Override
  public List<KnownFix> known(String tenant, String repository, String fingerprint) {
    return fixes.stream()
        .filter(fix -> fix.solution().fingerprint().equals(fingerprint))
        .filter(fix -> fix.solution().repository().location().equals(repository))
        .toList();
  }
}
