package dev.hephaestus.server.pipeline;

import java.util.List;
import java.util.Objects;

/**
 * What a run shall do better than the runs before it, whose fix stands on a pull request.
 *
 * @param reason why it is wanted
 * @param solutions the ids of the fixes that stood there, the newest last
 * @param remarks what was said about them; the words of others, untrusted
 */
public record Revision(Reason reason, List<String> solutions, List<String> remarks) {

  /** Why another fix is wanted. */
  public enum Reason {
    /** A reviewer wants it otherwise. */
    REVIEW,
    /** A check of the project fails with it. */
    CHECKS,
    /** It cannot be merged with what the branch has become. */
    CONFLICT,
    /** Somebody asks for another try. */
    RETRY,
    /** The branch has changed what the fix changes: is the fault there still? */
    MOVED;

    /** Whether the fix that stands is no good, so that the same again would not be either. */
    public boolean refusesWhatStands() {
      return this == REVIEW || this == CHECKS;
    }
  }

  public Revision {
    Objects.requireNonNull(reason, "reason");
    solutions = List.copyOf(solutions);
    remarks = List.copyOf(remarks);
  }
}
