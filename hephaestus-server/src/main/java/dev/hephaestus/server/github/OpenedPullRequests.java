package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.delivery.BranchName;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Solution;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the pull request that already stands for a solution: its own, in whatever state, or an open
 * one for the same incident.
 *
 * <p>Only branches of the repository itself count. Anybody may open a pull request from a fork and
 * put our marker into it, to keep ours from being opened. What GitHub was asked to filter by is
 * looked at again here.
 */
final class OpenedPullRequests {
  private static final int MOST_PAGES = 10;

  private final GitHubWire wire;
  private final GitHubRepository home;
  private final String base;

  /**
   * @param home the repository as it is called now
   */
  OpenedPullRequests(GitHubWire wire, GitHubRepository home, String base) {
    this.wire = wire;
    this.home = home;
    this.base = base;
  }

  Optional<PullState> find(Solution solution) throws TryAgainException, RefusedException {
    Optional<PullState> own = own(BranchName.of(solution));
    return own.isPresent() ? own : ofTheIncident(solution);
  }

  /** Its branch may be gone since it was merged or closed; it is not opened a second time. */
  private Optional<PullState> own(String branch) throws TryAgainException, RefusedException {
    return list("/pulls?state=all&head=" + value(home.owner() + ":" + branch)).stream()
        .filter(request -> request.isFrom(home) && request.branch().equals(branch))
        .min(Comparator.comparing((PullState request) -> !request.open()));
  }

  /** An open one for the same incident. */
  Optional<PullState> ofTheIncident(Solution solution) throws TryAgainException, RefusedException {
    String marker = EvidenceReport.marker(solution);
    String prefix = BranchName.prefix(solution);
    String query = "/pulls?state=open&base=" + value(base) + "&sort=created&direction=desc";
    return list(query).stream()
        .filter(request -> request.open() && request.base().equals(base))
        .filter(request -> request.isFrom(home) && request.branch().startsWith(prefix))
        .filter(request -> request.body().contains(marker))
        .findFirst();
  }

  private List<PullState> list(String path) throws TryAgainException, RefusedException {
    List<JsonNode> found = wire.pages(path, MOST_PAGES);
    return found.stream().map(PullState::of).filter(pull -> pull.number() > 0).toList();
  }

  private static String value(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
