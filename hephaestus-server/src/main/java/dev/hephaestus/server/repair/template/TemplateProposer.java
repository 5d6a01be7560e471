package dev.hephaestus.server.repair.template;

import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.Proposer;
import dev.hephaestus.server.repair.RepairTask;

/**
 * Proposes fixes from repair operators: free, offline, and the same for the same input.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class TemplateProposer implements Proposer {

  @Override
  public String name() {
    return "templates";
  }

  @Override
  public Proposals begin(RepairTask task) {
    return new TemplateProposals(task);
  }
}
