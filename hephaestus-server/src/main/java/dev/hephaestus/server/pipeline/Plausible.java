package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.util.Set;
import java.util.TreeSet;

/**
 * A fix that no check objects to.
 *
 * @param candidate the fix
 * @param verdict how far it was verified
 * @param effect what it does, whatever it is written like
 * @param order how many plausible fixes came before it
 * @param alsoBy who else proposed a fix of the same effect
 */
record Plausible(
    Proposal.Candidate candidate,
    Verdict.Accepted verdict,
    String effect,
    int order,
    Set<String> alsoBy) {

  Plausible {
    alsoBy = Set.copyOf(alsoBy);
  }

  VerdictLevel level() {
    return verdict.level();
  }

  int lines() {
    return candidate.patch().linesAdded() + candidate.patch().linesRemoved();
  }

  /** The same, proposed by one more; who repeats itself says nothing new. */
  Plausible alsoBy(String origin) {
    if (origin.equals(candidate.origin())) {
      return this;
    }
    Set<String> all = new TreeSet<>(alsoBy);
    all.add(origin);
    return new Plausible(candidate, verdict, effect, order, all);
  }
}
