package dev.hephaestus.server.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A book whose server may die before or after anything is written down. */
final class MortalBook implements PullRequestBook {
  private final PullRequestBook book;
  private final Breakage breakage;

  MortalBook(PullRequestBook book, Breakage breakage) {
    this.book = book;
    this.breakage = breakage;
  }

  @Override
  public Intent intend(OurPullRequest fresh, PullRequestCaps caps, Instant stale) {
    breakage.survive();
    Intent intent = book.intend(fresh, caps, stale);
    breakage.survive();
    return intent;
  }

  @Override
  public boolean update(OurPullRequest changed) {
    breakage.survive();
    boolean updated = book.update(changed);
    breakage.survive();
    return updated;
  }

  @Override
  public boolean reopen(String solutionId, Instant now) {
    return book.reopen(solutionId, now);
  }

  @Override
  public Optional<OurPullRequest> ofSolution(String solutionId) {
    return book.ofSolution(solutionId);
  }

  @Override
  public Optional<OurPullRequest> byNumber(String host, GitHubRepository repository, long number) {
    return book.byNumber(host, repository, number);
  }

  @Override
  public Optional<OurPullRequest> byBranch(
      String host, GitHubRepository repository, String branch) {
    return book.byBranch(host, repository, branch);
  }

  @Override
  public List<OurPullRequest> open() {
    return book.open();
  }

  @Override
  public List<OurPullRequest> ofIncident(String incidentId) {
    return book.ofIncident(incidentId);
  }
}
