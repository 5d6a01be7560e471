package dev.hephaestus.server.ai;

import java.util.Objects;

/**
 * On whose behalf a model is asked.
 *
 * @param run the run; empty outside of any
 * @param node the node; empty outside of any
 */
public record Account(String run, String node) {

  /** A command, which is one run of no node. */
  public static final Account NONE = new Account("", "");

  public Account {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(node, "node");
  }
}
