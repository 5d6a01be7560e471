package dev.hephaestus.server.repair;

import java.util.Optional;

/** The proposals of one proposer for one task, most promising first. */
public interface Proposals {

  /**
   * The next proposal.
   *
   * @param feedback why the proposal before was refused; empty on the first call, and when what was
   *     talked about so far is to be left for something else
   */
  Proposal next(Optional<Feedback> feedback);
}
