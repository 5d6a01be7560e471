package dev.hephaestus.server.validation;

import dev.hephaestus.server.repair.Proposal;
import java.util.Optional;

/** A prepared work tree in which candidates are judged, one after the other. */
public interface Workbench extends AutoCloseable {

  /** How the code stands without any change. */
  Baseline baseline();

  /** The test that shows the fault, when one was found. */
  Optional<Reproduction> reproduction();

  /** Applies the candidate, judges it, and puts the work tree back. */
  Verdict judge(Proposal.Candidate candidate);

  /** Removes the work tree and ends what still runs in it. */
  @Override
  void close();
}
