package dev.hephaestus.server.repair;

import java.util.Objects;
import java.util.Optional;

/** What a proposer answers: a candidate, a candidate that could not be used, or an abstention. */
public sealed interface Proposal {

  /** What it cost to get this answer. */
  Cost cost();

  /** What was said and answered, where a model was asked. */
  Optional<Exchange> exchange();

  /**
   * A patch to be tried.
   *
   * @param patch the change
   * @param cause one sentence: what is wrong
   * @param origin the operator or the model that it comes from
   * @param cost what it cost
   * @param exchange what was said and answered
   * @param guess whether nothing but a test that shows the fault could tell it from a change of
   *     what was meant
   */
  record Candidate(
      Patch patch,
      String cause,
      String origin,
      Cost cost,
      Optional<Exchange> exchange,
      boolean guess)
      implements Proposal {

    public Candidate {
      Objects.requireNonNull(patch, "patch");
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(cost, "cost");
      Objects.requireNonNull(exchange, "exchange");
    }

    /** One that was reasoned out. */
    public Candidate(
        Patch patch, String cause, String origin, Cost cost, Optional<Exchange> exchange) {
      this(patch, cause, origin, cost, exchange, false);
    }

    /** One that no model was asked for. */
    public Candidate(Patch patch, String cause, String origin, Cost cost) {
      this(patch, cause, origin, cost, Optional.empty());
    }

    /** The same as a guess, or as none. */
    public Candidate asGuess(boolean is) {
      return new Candidate(patch, cause, origin, cost, exchange, is);
    }
  }

  /**
   * An answer that could not be turned into a patch; {@link Proposals#next} may be called again
   * with the reason as feedback.
   *
   * @param reason one sentence: what did not fit, and where
   * @param origin the operator or the model that it comes from
   * @param cost what it cost
   * @param exchange what was said and answered
   */
  record Unusable(String reason, String origin, Cost cost, Optional<Exchange> exchange)
      implements Proposal {

    public Unusable {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(cost, "cost");
      Objects.requireNonNull(exchange, "exchange");
    }

    /** One that no model was asked for. */
    public Unusable(String reason, String origin, Cost cost) {
      this(reason, origin, cost, Optional.empty());
    }
  }

  /**
   * Nothing more to propose; final.
   *
   * @param reason one sentence that a person can act on
   * @param cost what it cost
   * @param exchange what was said and answered
   */
  record Abstention(String reason, Cost cost, Optional<Exchange> exchange) implements Proposal {

    public Abstention {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(cost, "cost");
      Objects.requireNonNull(exchange, "exchange");
    }

    /** One that no model was asked for. */
    public Abstention(String reason, Cost cost) {
      this(reason, cost, Optional.empty());
    }
  }
}
