package dev.hephaestus.server.repair;

import java.util.Optional;

/** The drafts of one author for one task. */
public interface Drafts {

  /**
   * The next draft.
   *
   * @param feedback why the draft before was refused; empty on the first call
   */
  Draft next(Optional<Feedback> feedback);
}
