package dev.hephaestus.server.localization;

import dev.hephaestus.server.localization.RevisionChoice.How;
import dev.hephaestus.server.repository.Glimpse;
import dev.hephaestus.server.repository.Lineage;
import java.util.Iterator;
import java.util.List;

/** Looks for the commit of one trace, from the head back; the newest of equals wins. */
final class RevisionSearch {

  /** Past this, a deployment is so old that its line numbers hardly help. */
  private static final int COMMITS_WALKED = 5_000;

  /** A commit that may be the one. */
  private record Candidate(String commit, How how, String tag, LineFit fit) {}

  private final Lineage lineage;
  private final TraceFit trace;
  private final String head;
  private LineFit ofHead = LineFit.UNKNOWN;
  private Candidate best;

  RevisionSearch(Lineage lineage, String head, List<TraceLine> lines) {
    this.lineage = lineage;
    this.trace = new TraceFit(lines);
    this.head = head;
    this.best = new Candidate(head, How.HEAD, "", LineFit.UNKNOWN);
  }

  /**
   * The choice.
   *
   * @param missing why there is something to choose, the beginning of a sentence
   */
  RevisionChoice choose(VersionTag version, String missing) {
    Iterator<Glimpse> branch = lineage.branch(COMMITS_WALKED).iterator();
    if (branch.hasNext()) {
      ofHead = trace.of(branch.next().files());
      best = new Candidate(head, How.HEAD, "", ofHead);
    }
    if (version.isRelease()) {
      lineage.tagged(version).forEach(this::considerTag);
    }
    while (!best.fit().of(trace.frames()).isPerfect() && branch.hasNext()) {
      Glimpse seen = branch.next();
      LineFit fit =
          trace.mayBeBetter(seen.files(), best.fit()) ? trace.of(seen.files()) : LineFit.UNKNOWN;
      if (fit.isBetterThan(best.fit())) {
        best = new Candidate(seen.commit(), How.FITTED, "", fit);
      }
    }
    LineFit fit = best.fit().of(trace.frames());
    return new RevisionChoice(best.commit(), best.how(), fit, missing + "; " + why(fit) + ".");
  }

  /** The version speaks for it too, so that it need not fit better than the head. */
  private void considerTag(Glimpse seen) {
    LineFit fit = trace.of(seen.files());
    boolean better =
        best.how() == How.HEAD ? !best.fit().isBetterThan(fit) : fit.isBetterThan(best.fit());
    if (better) {
      best = new Candidate(seen.commit(), How.TAG, seen.tag(), fit);
    }
  }

  private String why(LineFit fit) {
    String lines = fit.frames() == 0 ? "" : ", and its lines fit " + fit;
    return switch (best.how()) {
      case TAG -> "tag " + best.tag().replaceAll("\\p{Cntrl}", "?") + " is of its version" + lines;
      case FITTED ->
          "the lines of "
              + best.commit().substring(0, 10)
              + " fit best ("
              + fit
              + "; the head fits "
              + ofHead.fitting()
              + ")";
      case HEAD, NAMED ->
          fit.frames() == 0 ? "the head is taken" : "the head is taken, whose lines fit " + fit;
    };
  }
}
