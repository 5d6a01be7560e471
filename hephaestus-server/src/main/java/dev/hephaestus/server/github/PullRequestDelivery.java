package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.BranchName;
import dev.hephaestus.server.delivery.Delivery;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.GitHubSession.Permission;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.net.URL;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.kohsuke.github.GHLabel;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers a solution as a draft pull request on GitHub: one for each incident.
 *
 * <p>Each try looks at what stands on GitHub and does only what is missing. So a delivery that
 * broke off anywhere, timed out, or ran on another server at the same time ends in the same pull
 * request.
 */
public final class PullRequestDelivery implements Delivery {
  private static final Logger log = LoggerFactory.getLogger(PullRequestDelivery.class);

  private final GitHubHost host;
  private final GitHubTokens tokens;
  private final EvidenceReport report;
  private final PullRequestSettings settings;
  private final Clock clock;
  private final Pause pause;
  private final OkHttpClient http;

  /**
   * Creates one for a host.
   *
   * @param tokens for its repositories
   * @param report writes the pull requests' text
   */
  public PullRequestDelivery(
      GitHubHost host, GitHubTokens tokens, EvidenceReport report, PullRequestSettings settings) {
    this(host, tokens, report, settings, Clock.systemUTC(), Thread::sleep);
  }

  PullRequestDelivery(
      GitHubHost host,
      GitHubTokens tokens,
      EvidenceReport report,
      PullRequestSettings settings,
      Clock clock,
      Pause pause) {
    this.host = host;
    this.tokens = tokens;
    this.report = report;
    this.settings = settings;
    this.clock = clock;
    this.pause = pause;
    this.http = GitHubSession.http(settings.callTimeout());
  }

  /** Whether a repository is on this host and there is a token for it. */
  public boolean handles(RepositoryLocation location) {
    return host.repository(location).filter(tokens::covers).isPresent();
  }

  @Override
  public Receipt deliver(Solution solution) {
    GitHubRepository repository =
        host.repository(solution.repository())
            .orElseThrow(
                () ->
                    new DeliveryException(
                        "solution " + solution.id() + " is for no repository on " + host.host(),
                        false));
    if (!tokens.covers(repository)) {
      throw new DeliveryException(
          "there is no token for "
              + repository.fullName()
              + "; give one with the permissions \"Contents: write\" and \"Pull requests: write\"",
          false);
    }
    GitHubSession session = new GitHubSession(host, repository, tokens, http, clock);
    Patience patience = new Patience(settings.longestWait(), pause);
    while (true) {
      try {
        return new Receipt(Receipt.Channel.PULL_REQUEST, once(session, solution));
      } catch (TryAgainException e) {
        patience.await(e);
      } catch (RefusedException e) {
        throw new DeliveryException(e.sentence(), false);
      }
    }
  }

  private String once(GitHubSession session, Solution solution)
      throws TryAgainException, RefusedException {
    GHRepository repo =
        session.call(
            "read",
            Permission.READ,
            () -> session.gitHub().getRepository(session.repository().fullName()));
    String base = solution.repository().branch().orElseGet(repo::getDefaultBranch);
    Optional<GHPullRequest> opened = new OpenedPullRequests(session, repo, base).find(solution);
    GHPullRequest request;
    if (opened.isPresent()) {
      request = opened.get();
    } else {
      String parent = new FixBranch(session, repo, solution, base).ensure();
      request = open(session, repo, solution, base, parent, settings.draft());
    }
    label(session, request);
    URL link = request.getHtmlUrl();
    return link == null ? host.host() + "/" + repo.getFullName() : link.toString();
  }

  private GHPullRequest open(
      GitHubSession session,
      GHRepository repo,
      Solution solution,
      String base,
      String parent,
      boolean draft)
      throws TryAgainException, RefusedException {
    String head = BranchName.of(solution);
    String title = report.title(solution);
    String body = report.pullRequest(solution, parent);
    try {
      return session.call(
          "open a pull request in",
          Permission.PULL_REQUESTS_WRITE,
          () -> repo.createPullRequest(title, head, base, body, true, draft));
    } catch (RefusedException e) {
      if (e.status() == 422 && e.says("already exists")) {
        throw new TryAgainException(e.sentence(), Optional.empty());
      }
      if (draft && e.status() == 422 && e.says("Draft pull requests are not supported")) {
        return open(session, repo, solution, base, parent, false);
      }
      throw e;
    }
  }

  /** Labels are a courtesy: a token that may not give them has delivered nevertheless. */
  private void label(GitHubSession session, GHPullRequest request) throws TryAgainException {
    List<String> present = request.getLabels().stream().map(GHLabel::getName).toList();
    List<String> missing =
        settings.labels().stream().filter(label -> !present.contains(label)).toList();
    if (missing.isEmpty()) {
      return;
    }
    try {
      session.call(
          "label a pull request in",
          Permission.PULL_REQUESTS_WRITE,
          () -> request.addLabels(missing.toArray(String[]::new)));
    } catch (RefusedException e) {
      log.warn("{}", e.sentence());
    }
  }
}
