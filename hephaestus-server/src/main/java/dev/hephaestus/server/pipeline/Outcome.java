package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Verdict;
import java.util.Objects;

/** How a repair ended. */
public sealed interface Outcome {

  /**
   * With a fix.
   *
   * @param commit the commit that the patch is against
   * @param candidate the fix
   * @param verdict how far it was verified
   */
  record Fixed(String commit, Proposal.Candidate candidate, Verdict.Accepted verdict)
      implements Outcome {

    public Fixed {
      Objects.requireNonNull(commit, "commit");
      Objects.requireNonNull(candidate, "candidate");
      Objects.requireNonNull(verdict, "verdict");
    }
  }

  /**
   * Without one.
   *
   * @param reason what was tried and what is missing, so that a person can act on it
   */
  record Abstained(String reason) implements Outcome {

    public Abstained {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
