package dev.hephaestus.server.validation;

import dev.hephaestus.server.repair.Draft;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.Proposal;
import java.util.List;
import java.util.Optional;

/** A prepared work tree in which candidates are judged, one after the other. */
public interface Workbench extends AutoCloseable {

  /** How the code stands without any change. */
  Baseline baseline();

  /** The test that shows the fault, when one was found. */
  Optional<Reproduction> reproduction();

  /** Runs a test that shows the fault in another state of the code. */
  default Trial tries(Reproduction test) {
    return new Trial(Trial.Result.DID_NOT_RUN, "nothing can be run here");
  }

  /**
   * Proves a test that somebody wrote: it must fail with the logged exception at the logged place
   * before anything is changed.
   */
  default Adoption adopt(Draft.Test draft) {
    return new Adoption.Refused(new Feedback("No test can be run here.", List.of()));
  }

  /** Applies the candidate, judges it, and puts the work tree back. */
  Verdict judge(Proposal.Candidate candidate);

  /** Removes the work tree and ends what still runs in it. */
  @Override
  void close();
}
