package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.BranchName;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.GitHubSession.Permission;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kohsuke.github.GHCommitPointer;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestQueryBuilder;
import org.kohsuke.github.GHRepository;

/**
 * Finds the pull request that already stands for a solution: its own, in whatever state, or an open
 * one for the same incident.
 *
 * <p>Only branches of the repository itself count. Anybody may open a pull request from a fork and
 * put our marker into it, to keep ours from being opened.
 */
final class OpenedPullRequests {
  private static final int PAGE = 100;
  private static final int SEARCHED = 1000;

  private final GitHubSession session;
  private final GHRepository repo;
  private final String base;

  OpenedPullRequests(GitHubSession session, GHRepository repo, String base) {
    this.session = session;
    this.repo = repo;
    this.base = base;
  }

  Optional<GHPullRequest> find(Solution solution) throws TryAgainException, RefusedException {
    Optional<GHPullRequest> own = own(BranchName.of(solution));
    return own.isPresent() ? own : ofTheIncident(solution);
  }

  /** Its branch may be gone since it was merged or closed; it is not opened a second time. */
  private Optional<GHPullRequest> own(String branch) throws TryAgainException, RefusedException {
    List<GHPullRequest> found =
        session.call(
            "look for pull requests in",
            Permission.PULL_REQUESTS_READ,
            () ->
                repo.queryPullRequests()
                    .state(GHIssueState.ALL)
                    .head(repo.getOwnerName() + ":" + branch)
                    .list()
                    .withPageSize(PAGE)
                    .toList());
    return found.stream()
        .filter(request -> isFrom(request.getHead(), branch))
        .min(
            Comparator.comparing(
                (GHPullRequest request) -> request.getState() != GHIssueState.OPEN));
  }

  /** An open one for the same incident. */
  Optional<GHPullRequest> ofTheIncident(Solution solution)
      throws TryAgainException, RefusedException {
    String marker = EvidenceReport.marker(solution);
    String prefix = BranchName.prefix(solution);
    return session.call(
        "look for pull requests in",
        Permission.PULL_REQUESTS_READ,
        () -> {
          int searched = 0;
          for (GHPullRequest request :
              repo.queryPullRequests()
                  .state(GHIssueState.OPEN)
                  .base(base)
                  .sort(GHPullRequestQueryBuilder.Sort.CREATED)
                  .direction(GHDirection.DESC)
                  .list()
                  .withPageSize(PAGE)) {
            String body = request.getBody();
            if (isBranchHere(request.getHead())
                && request.getHead().getRef().startsWith(prefix)
                && body != null
                && body.contains(marker)) {
              return Optional.of(request);
            }
            if (++searched >= SEARCHED) {
              break;
            }
          }
          return Optional.empty();
        });
  }

  private boolean isFrom(GHCommitPointer head, String branch) {
    return isBranchHere(head) && branch.equals(head.getRef());
  }

  private boolean isBranchHere(GHCommitPointer head) {
    GHRepository from = head.getRepository();
    return from != null && repo.getFullName().equalsIgnoreCase(from.getFullName());
  }
}
