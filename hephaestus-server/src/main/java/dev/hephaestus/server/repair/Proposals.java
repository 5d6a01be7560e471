package dev.hephaestus.server.repair;

import java.util.Optional;

/** The proposals of one proposer for one task, most promising first. */
public interface Proposals {

  /**
   * The next proposal.
   *
   * @param feedback why the proposal before was refused; empty on the first call
   */
  Proposal next(Optional<Feedback> feedback);
}
