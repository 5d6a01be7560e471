package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.repair.Cost;
import java.util.List;

/**
 * Keeps what a repair finds, so that it can be watched and, after a crash, gone on with.
 *
 * <p><i>Threads:</i> one at a time.
 */
public interface Journal {

  /** Told what is being done, one short phrase. */
  void step(String step);

  /** Told which commit is taken for the one that logged the fault. */
  void analysed(RevisionChoice choice);

  /** Told where the fault probably is. */
  void localized(Localization localization);

  /** The attempts kept so far, in order; not empty when a repair is resumed. */
  List<Attempt> attempts();

  /** Keeps an attempt. */
  void keep(Attempt attempt);

  /** Books what a proposer's answer cost. */
  void spend(Cost cost);
}
