package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The plausible fixes of a search, one for each effect, in the order in which they came. */
final class PlausibleFixes {
  private final List<Plausible> fixes = new ArrayList<>();

  List<Plausible> all() {
    return List.copyOf(fixes);
  }

  /** The fix of the same effect, when there is one; it is told that another agrees. */
  Optional<Plausible> agreeing(String effect, String origin) {
    for (int i = 0; i < fixes.size(); i++) {
      if (fixes.get(i).effect().equals(effect)) {
        fixes.set(i, fixes.get(i).alsoBy(origin));
        return Optional.of(fixes.get(i));
      }
    }
    return Optional.empty();
  }

  void add(Proposal.Candidate candidate, Verdict.Accepted verdict, String effect) {
    fixes.add(new Plausible(candidate, verdict, effect, fixes.size(), Set.of()));
  }

  /** How many are as good as a level or better. */
  long atLeast(VerdictLevel level) {
    return fixes.stream().filter(fix -> fix.level().compareTo(level) >= 0).count();
  }
}
