package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Reproduction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what a repair finds, so that it can be watched and, after a crash, gone on with.
 *
 * <p><i>Threads:</i> one at a time.
 */
public interface Journal {

  /**
   * Told what is being done, one short phrase.
   *
   * @throws RepairInterruptedException when nobody wants the repair to go on
   */
  void step(String step);

  /** Told which commit is taken for the one that logged the fault. */
  void analysed(RevisionChoice choice);

  /** Told where the fault probably is. */
  void localized(Localization localization);

  /** Told what shows the fault. */
  void reproduced(Reproduction reproduction);

  /** What was found to show the fault; not empty when a repair is resumed that had found it. */
  Optional<Reproduction> reproduction();

  /** Keeps a fix that no check objected to. */
  void plausible(Proposal.Candidate fix);

  /** The fixes kept so, in order; not empty when a repair is resumed that had found some. */
  List<Proposal.Candidate> plausible();

  /** The attempts kept so far, in order; not empty when a repair is resumed. */
  List<Attempt> attempts();

  /** Keeps an attempt. */
  void keep(Attempt attempt);

  /** Books what a proposer's answer cost. */
  void spend(Cost cost);

  /** What all answers cost, those of earlier starts too. */
  Cost cost();

  /** How long the repair was worked on before it was resumed. */
  Duration workedBefore();
}
