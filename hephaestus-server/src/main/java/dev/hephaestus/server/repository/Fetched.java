package dev.hephaestus.server.repository;

import java.util.Objects;

/** How a fetch ended. */
sealed interface Fetched {

  /** The mirror is as the remote is. */
  record Done() implements Fetched {}

  /**
   * The remote says no: the access is gone, or the repository is.
   *
   * @param reason why and what to do, for people
   */
  record Lost(String reason) implements Fetched {

    public Lost {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * The mirror stays as it was.
   *
   * @param reason why and what to do, for people
   * @param mayPass whether trying again soon can help
   */
  record Failed(String reason, boolean mayPass) implements Fetched {

    public Failed {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
