package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.BranchName;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.GitHubSession.Permission;
import dev.hephaestus.server.github.OurPullRequest.Phase;
import dev.hephaestus.server.github.PullRequestBook.Intent;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHCommit;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;

/**
 * Opens the pull request of one solution. It can break off at any call and be done again: what the
 * book and GitHub have is looked at first, and only what is missing is made.
 */
final class PullRequestOpening {
  /** Longer than a delivery takes, with a build in it. */
  private static final Duration STALE = Duration.ofMinutes(30);

  private static final Duration ANOTHERS_TURN = Duration.ofMinutes(1);

  private final GitHubSession session;
  private final Solution solution;
  private final PullRequestSettings settings;
  private final EvidenceReport report;
  private final PullRequestBook book;
  private final JudgedHere judged;
  private final Clock clock;

  /** Whether something of this solution may be on GitHub already. */
  private boolean thorough;

  PullRequestOpening(
      GitHubSession session,
      Solution solution,
      PullRequestSettings settings,
      EvidenceReport report,
      PullRequestBook book,
      JudgedHere judged,
      Clock clock) {
    this.session = session;
    this.solution = solution;
    this.settings = settings;
    this.report = report;
    this.book = book;
    this.judged = judged;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Opened {

    /**
     * It is open.
     *
     * @param request the pull request
     * @param link where people read it
     * @param solution as it was judged on the commit that it stands on
     * @param head the commit at the end of its branch
     * @param again whether it may have been open before
     */
    record Ours(GHPullRequest request, String link, Solution solution, String head, boolean again)
        implements Opened {}

    /**
     * There is nothing to open.
     *
     * @param link the pull request that stands for the incident, or stood for the solution
     */
    record Known(String link) implements Opened {}
  }

  /** Does what is missing. */
  Opened once() throws TryAgainException, RefusedException {
    GHRepository repo =
        session.call(
            "read",
            Permission.READ,
            () -> session.gitHub().getRepository(session.repository().fullName()));
    String base = solution.repository().branch().orElseGet(repo::getDefaultBranch);
    Instant now = now();
    OurPullRequest fresh =
        new OurPullRequest(
            solution.id(),
            solution.incidentId(),
            solution.nodeId(),
            solution.fingerprint(),
            session.host().host(),
            session.repository(),
            base,
            BranchName.of(solution),
            Phase.INTENDED,
            0,
            "",
            "",
            now,
            now);
    return switch (book.intend(fresh, settings.caps(), now.minus(STALE))) {
      case Intent.Ours(OurPullRequest ours) -> carryOut(repo, base, ours, ours.equals(fresh));
      case Intent.Anothers(OurPullRequest other) -> anothers(repo, other);
      case Intent.TooMany(String why, Instant again) ->
          throw DeliveryException.notBefore(
              Duration.between(now, again).plusSeconds(1),
              "no pull request is opened for solution "
                  + solution.id()
                  + " before "
                  + again.truncatedTo(ChronoUnit.SECONDS)
                  + ": "
                  + why);
    };
  }

  /** After a try that broke off, whatever it had begun may be there. */
  void broken() {
    thorough = true;
  }

  /** Makes room for another solution of the incident, where this one cannot be delivered. */
  void abandon() {
    book.ofSolution(solution.id())
        .filter(ours -> ours.phase() == Phase.INTENDED || ours.phase() == Phase.BRANCHED)
        .ifPresent(ours -> book.update(ours.ended(Phase.ABANDONED, now())));
  }

  private Opened carryOut(GHRepository repo, String base, OurPullRequest ours, boolean isNew)
      throws TryAgainException, RefusedException {
    if (ours.phase() == Phase.MERGED || ours.phase() == Phase.CLOSED) {
      return new Opened.Known(ours.link());
    }
    boolean look = thorough || !isNew;
    OpenedPullRequests opened = new OpenedPullRequests(session, repo, base);
    Optional<GHPullRequest> found = look ? opened.find(solution) : opened.ofTheIncident(solution);
    if (found.isPresent()) {
      return stands(ours, found.get());
    }
    FixBranch branch = new FixBranch(session, repo, solution, base);
    Optional<FixBranch.Standing> there = look ? branch.standing() : Optional.empty();
    Solution here;
    FixBranch.Standing standing;
    if (there.isPresent()) {
      standing = there.get();
      here = judged.on(standing.parent());
    } else {
      GHCommit head = branch.baseHead();
      here = judged.on(head.getSHA1());
      standing = branch.create(here, head);
    }
    OurPullRequest branched = ours.branched(standing.head(), now());
    if (!book.update(branched)) {
      throw overtaken();
    }
    GHPullRequest request = open(repo, here, base, judged.settings().draft());
    String link = link(request);
    book.update(branched.opened(request.getNumber(), link, standing.head(), now()));
    return new Opened.Ours(request, link, here, standing.head(), look);
  }

  /** Another server opened it meanwhile, which the next look finds, or the turn is another's. */
  private DeliveryException overtaken() throws TryAgainException {
    if (book.ofSolution(solution.id()).filter(known -> known.number() > 0).isPresent()) {
      throw new TryAgainException(
          "solution " + solution.id() + " was opened by another server meanwhile",
          Optional.of(Duration.ZERO));
    }
    return DeliveryException.notBefore(
        ANOTHERS_TURN,
        "solution " + solution.id() + " took so long that another one of its incident went on");
  }

  /** A pull request stands on GitHub already: ours, or one of the incident that the book lacks. */
  private Opened stands(OurPullRequest ours, GHPullRequest found)
      throws TryAgainException, RefusedException {
    String branch = found.getHead().getRef();
    String sha = found.getHead().getSha();
    String head = sha == null ? "" : sha;
    boolean own = branch.equals(ours.branch());
    Optional<OurPullRequest> booked =
        book.byNumber(ours.host(), ours.repository(), found.getNumber())
            .filter(known -> !known.solutionId().equals(ours.solutionId()));
    if (!own && booked.isPresent()) {
      book.update(ours.ended(Phase.ABANDONED, now()));
      // People may have opened it again.
      book.reopen(booked.get().solutionId(), now());
      return new Opened.Known(link(found));
    }
    OurPullRequest open =
        ours.from(branch, now()).opened(found.getNumber(), link(found), head, now());
    book.update(open);
    if (found.getState() != GHIssueState.OPEN) {
      book.update(open.ended(ending(found), now()));
    }
    return own && found.getState() == GHIssueState.OPEN
        ? new Opened.Ours(found, link(found), judged.before(), head, true)
        : new Opened.Known(link(found));
  }

  /** The book has another one of the incident; whether it is open still, GitHub knows. */
  private Opened anothers(GHRepository repo, OurPullRequest other)
      throws TryAgainException, RefusedException {
    if (other.phase() != Phase.OPEN) {
      throw DeliveryException.notBefore(
          ANOTHERS_TURN,
          "solution "
              + other.solutionId()
              + " is being delivered for the incident of solution "
              + solution.id());
    }
    Optional<Phase> ended = ended(repo, other);
    if (ended.isEmpty()) {
      return new Opened.Known(other.link());
    }
    book.update(other.ended(ended.get(), now()));
    throw new TryAgainException(other.link() + " has ended", Optional.of(Duration.ZERO));
  }

  private Optional<Phase> ended(GHRepository repo, OurPullRequest other)
      throws TryAgainException, RefusedException {
    // That it cannot be seen does not mean that it has ended: GitHub deletes none.
    GHPullRequest request =
        session.call(
            "read a pull request of",
            Permission.PULL_REQUESTS_READ,
            () -> repo.getPullRequest(Math.toIntExact(other.number())));
    return request.getState() == GHIssueState.OPEN
        ? Optional.empty()
        : Optional.of(ending(request));
  }

  private static Phase ending(GHPullRequest request) {
    return request.getMergedAt() == null ? Phase.CLOSED : Phase.MERGED;
  }

  private GHPullRequest open(GHRepository repo, Solution here, String base, boolean draft)
      throws TryAgainException, RefusedException {
    String head = BranchName.of(here);
    String title = report.title(here);
    String body = report.pullRequest(here, here.baseCommit(), settings.issue());
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
        return open(repo, here, base, false);
      }
      throw e;
    }
  }

  private String link(GHPullRequest request) {
    @Nullable URL link = request.getHtmlUrl();
    return link == null
        ? session.host().host() + "/" + session.repository().fullName()
        : link.toString();
  }

  /** As exact as the book keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
