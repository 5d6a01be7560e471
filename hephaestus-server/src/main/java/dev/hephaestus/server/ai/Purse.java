package dev.hephaestus.server.ai;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * What a spending counts against.
 *
 * @param kind a run, a node's day or everybody's day
 * @param id the run's or the node's; empty for everybody
 * @param day the day (UTC) as ISO 8601 writes it; empty for a run, which may last past midnight
 */
public record Purse(Kind kind, String id, String day) {

  /** The kinds that there are. */
  public enum Kind {
    RUN,
    NODE,
    DAY
  }

  public Purse {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(day, "day");
  }

  /** All that one call counts against. */
  static List<Purse> of(Account account, LocalDate day) {
    return List.of(
        new Purse(Kind.RUN, account.run(), ""),
        new Purse(Kind.NODE, account.node(), day.toString()),
        new Purse(Kind.DAY, "", day.toString()));
  }

  /** The setting that limits its tokens. */
  String tokenSetting() {
    return switch (kind) {
      case RUN -> "budget.runTokens";
      case NODE -> "budget.nodeTokensPerDay";
      case DAY -> "budget.tokensPerDay";
    };
  }

  /** The setting that limits its money. */
  String usdSetting() {
    return switch (kind) {
      case RUN -> "budget.runUsd";
      case NODE -> "budget.nodeUsdPerDay";
      case DAY -> "budget.usdPerDay";
    };
  }

  String label() {
    return switch (kind) {
      case RUN -> "this run";
      case NODE -> "this node on " + day;
      case DAY -> day;
    };
  }
}
