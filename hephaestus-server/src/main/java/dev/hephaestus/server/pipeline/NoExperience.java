package dev.hephaestus.server.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers nothing. */
final class NoExperience implements Experience {
  @Override
  public void keep(Review review) {}

  @Override
  public Optional<Review> review(String solutionId) {
    return Optional.empty();
  }

  @Override
  public List<Review> reviews(String tenant, String repository) {
    return List.of();
  }

  @Override
  public void remember(String solutionId, Map<String, String> blobs) {}

  @Override
  public List<KnownFix> known(String tenant, String repository, String fingerprint) {
    return List.of();
  }
}
