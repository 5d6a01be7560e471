package dev.hephaestus.server.ai;

import java.util.Objects;

/**
 * What models may take.
 *
 * @param run for one run
 * @param node for one node within a day (UTC)
 * @param day for all together within a day (UTC)
 */
public record Budget(Allowance run, Allowance node, Allowance day) {

  /** What holds where nothing was said: a run that asks and asks ends, a day is not limited. */
  public static final Budget DEFAULT =
      new Budget(new Allowance(500_000, 5), Allowance.UNLIMITED, Allowance.UNLIMITED);

  /** As much as there is. */
  public static final Budget UNLIMITED =
      new Budget(Allowance.UNLIMITED, Allowance.UNLIMITED, Allowance.UNLIMITED);

  /**
   * The most that may be spent.
   *
   * @param tokens tokens of both directions
   * @param usd money, in US dollars
   */
  public record Allowance(long tokens, double usd) {

    /** As much as there is. */
    public static final Allowance UNLIMITED =
        new Allowance(Long.MAX_VALUE, Double.POSITIVE_INFINITY);

    public Allowance {
      if (tokens < 0 || !(usd >= 0)) {
        throw new IllegalArgumentException("an allowance is not negative");
      }
    }

    boolean covers(Spending spending) {
      return spending.tokens() <= tokens && spending.usd() <= usd;
    }
  }

  public Budget {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(day, "day");
  }

  Allowance of(Purse.Kind kind) {
    return switch (kind) {
      case RUN -> run;
      case NODE -> node;
      case DAY -> day;
    };
  }
}
