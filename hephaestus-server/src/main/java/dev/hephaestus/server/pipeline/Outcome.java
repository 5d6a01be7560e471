package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.delivery.Confidence;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How a repair ended. */
public sealed interface Outcome {

  /** The same with something more to say to people. */
  default Outcome with(String note) {
    if (note.isEmpty()) {
      return this;
    }
    return switch (this) {
      case Fixed fixed -> {
        List<String> evidence = new ArrayList<>(fixed.verdict().evidence());
        evidence.add(note);
        yield new Fixed(
            fixed.commit(),
            fixed.candidate(),
            new Verdict.Accepted(fixed.verdict().level(), evidence, fixed.verdict().reproduction()),
            fixed.confidence(),
            fixed.blobs());
      }
      case AlreadyFixed already ->
          new AlreadyFixed(already.deployed(), already.head(), already.reason() + " " + note);
      case Abstained abstained -> new Abstained(abstained.reason() + " " + note);
    };
  }

  /**
   * With a fix.
   *
   * @param commit the commit that the patch is against
   * @param candidate the fix
   * @param verdict how far it was verified
   * @param confidence how sure it is that it is right
   * @param blobs Git's ids of the files that it rests on, by path; empty for one that is not there
   */
  record Fixed(
      String commit,
      Proposal.Candidate candidate,
      Verdict.Accepted verdict,
      Confidence confidence,
      Map<String, String> blobs)
      implements Outcome {

    public Fixed {
      Objects.requireNonNull(commit, "commit");
      Objects.requireNonNull(candidate, "candidate");
      Objects.requireNonNull(verdict, "verdict");
      Objects.requireNonNull(confidence, "confidence");
      blobs = Map.copyOf(blobs);
    }

    /** One whose confidence was not estimated. */
    public Fixed(String commit, Proposal.Candidate candidate, Verdict.Accepted verdict) {
      this(commit, candidate, verdict, Confidence.UNKNOWN, Map.of());
    }
  }

  /**
   * Without one, because the newest code does not have the fault any more.
   *
   * @param deployed the commit that logged it
   * @param head the commit that is free of it
   * @param reason what shows it, and since when, so that a person can check it
   */
  record AlreadyFixed(String deployed, String head, String reason) implements Outcome {

    public AlreadyFixed {
      Objects.requireNonNull(deployed, "deployed");
      Objects.requireNonNull(head, "head");
      Objects.requireNonNull(reason, "reason");
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
