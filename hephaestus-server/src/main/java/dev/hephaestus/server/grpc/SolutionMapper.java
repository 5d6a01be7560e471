package dev.hephaestus.server.grpc;

import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.VerdictLevel;
import java.util.Optional;

/** Turns solutions into those of the wire. */
final class SolutionMapper {
  private SolutionMapper() {}

  static dev.hephaestus.proto.v1.Solution solution(Solution solution, String link) {
    Optional<Reproduction> reproduction = solution.verdict().reproduction();
    var wire =
        dev.hephaestus.proto.v1.Solution.newBuilder()
            .setId(solution.id())
            .setIncidentId(solution.incidentId())
            .setTitle(solution.title())
            .setCause(solution.cause())
            .setPatch(solution.patch().toUnifiedDiff())
            .setVerdict(level(solution.verdict().level()))
            .setBaseCommit(solution.baseCommit())
            .setReproduction(reproduction.map(Reproduction::source).orElse(""))
            .setReproductionPath(reproduction.map(Reproduction::path).orElse(""))
            .setLink(link)
            .setLinesAdded(solution.patch().linesAdded())
            .setLinesRemoved(solution.patch().linesRemoved());
    if (solution.confidence().isKnown()) {
      wire.setConfidence(solution.confidence().value());
    }
    return wire.build();
  }

  private static dev.hephaestus.proto.v1.VerdictLevel level(VerdictLevel level) {
    return switch (level) {
      case UNVERIFIED -> dev.hephaestus.proto.v1.VerdictLevel.VERDICT_LEVEL_UNVERIFIED;
      case COMPILES -> dev.hephaestus.proto.v1.VerdictLevel.VERDICT_LEVEL_COMPILES;
      case TESTED -> dev.hephaestus.proto.v1.VerdictLevel.VERDICT_LEVEL_TESTED;
      case REPRODUCED -> dev.hephaestus.proto.v1.VerdictLevel.VERDICT_LEVEL_REPRODUCED;
    };
  }
}
