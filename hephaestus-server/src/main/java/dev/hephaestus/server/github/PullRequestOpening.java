package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.BranchName;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.OurPullRequest.Phase;
import dev.hephaestus.server.github.PullRequestBook.Intent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.kohsuke.github.GHPullRequest;

/**
 * Opens the pull request of one solution. It can break off at any call and be done again: what the
 * book and GitHub have is looked at first, and only what is missing is made.
 */
final class PullRequestOpening {
  /** Longer than a delivery takes, with a build in it. */
  private static final Duration STALE = Duration.ofMinutes(30);

  private static final Duration ANOTHERS_TURN = Duration.ofMinutes(1);

  private final GitHubWire wire;
  private final Solution solution;
  private final PullRequestSettings settings;
  private final EvidenceReport report;
  private final PullRequestBook book;
  private final JudgedHere judged;
  private final Clock clock;

  /** Whether something of this solution may be on GitHub already. */
  private boolean thorough;

  PullRequestOpening(
      GitHubWire wire,
      Solution solution,
      PullRequestSettings settings,
      EvidenceReport report,
      PullRequestBook book,
      JudgedHere judged,
      Clock clock) {
    this.wire = wire;
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
    record Ours(PullState request, String link, Solution solution, String head, boolean again)
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
    RepositoryFacts home = wire.home();
    String base = base(home);
    Instant now = now();
    OurPullRequest fresh =
        new OurPullRequest(
            solution.id(),
            solution.incidentId(),
            solution.nodeId(),
            solution.fingerprint(),
            wire.host().host(),
            wire.repository(),
            base,
            BranchName.of(solution),
            Phase.INTENDED,
            0,
            "",
            "",
            now,
            now);
    return switch (book.intend(fresh, settings.caps(), now.minus(STALE))) {
      case Intent.Ours(OurPullRequest ours) -> carryOut(home, base, ours, ours.equals(fresh));
      case Intent.Anothers(OurPullRequest other) -> anothers(other);
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

  private String base(RepositoryFacts home) {
    String base = solution.repository().branch().orElse(home.defaultBranch());
    if (base.isEmpty()) {
      throw new DeliveryException(
          wire.host().host()
              + " names no default branch of "
              + home.repository().fullName()
              + "; name the branch that fixes are based on",
          false);
    }
    return base;
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

  private Opened carryOut(RepositoryFacts home, String base, OurPullRequest ours, boolean isNew)
      throws TryAgainException, RefusedException {
    if (ours.phase() == Phase.MERGED || ours.phase() == Phase.CLOSED) {
      return new Opened.Known(ours.link());
    }
    boolean look = thorough || !isNew;
    OpenedPullRequests opened = new OpenedPullRequests(wire, home.repository(), base);
    Optional<PullState> found = look ? opened.find(solution) : opened.ofTheIncident(solution);
    if (found.isPresent()) {
      return stands(ours, found.get());
    }
    FixBranch branch = new FixBranch(new GitData(wire), home.repository(), solution, base);
    Optional<FixBranch.Standing> there = look ? branch.standing() : Optional.empty();
    Solution here;
    FixBranch.Standing standing;
    if (there.isPresent()) {
      standing = there.get();
      here = judged.on(standing.parent());
    } else {
      GitData.Commit head = branch.baseHead();
      here = judged.on(head.id());
      standing = branch.create(here, head, thorough);
    }
    OurPullRequest branched = ours.branched(standing.head(), now());
    if (!book.update(branched)) {
      throw overtaken();
    }
    PullState request = open(here, base, judged.settings().draft());
    String link = link(request);
    book.update(branched.opened(request.number(), link, standing.head(), now()));
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
  private Opened stands(OurPullRequest ours, PullState found) {
    String branch = found.branch();
    String head = found.head();
    boolean own = branch.equals(ours.branch());
    Optional<OurPullRequest> booked =
        book.byNumber(ours.host(), ours.repository(), found.number())
            .filter(known -> !known.solutionId().equals(ours.solutionId()));
    if (!own && booked.isPresent()) {
      book.update(ours.ended(Phase.ABANDONED, now()));
      // People may have opened it again.
      book.reopen(booked.get().solutionId(), now());
      return new Opened.Known(link(found));
    }
    OurPullRequest open = ours.from(branch, now()).opened(found.number(), link(found), head, now());
    book.update(open);
    if (!found.open()) {
      book.update(open.ended(ending(found), now()));
    }
    return own && found.open()
        ? new Opened.Ours(found, link(found), judged.before(), head, true)
        : new Opened.Known(link(found));
  }

  /** The book has another one of the incident; whether it is open still, GitHub knows. */
  private Opened anothers(OurPullRequest other) throws TryAgainException, RefusedException {
    if (other.phase() != Phase.OPEN) {
      throw DeliveryException.notBefore(
          ANOTHERS_TURN,
          "solution "
              + other.solutionId()
              + " is being delivered for the incident of solution "
              + solution.id());
    }
    Optional<Phase> ended = ended(other);
    if (ended.isEmpty()) {
      return new Opened.Known(other.link());
    }
    book.update(other.ended(ended.get(), now()));
    throw new TryAgainException(other.link() + " has ended", Optional.of(Duration.ZERO));
  }

  private Optional<Phase> ended(OurPullRequest other) throws TryAgainException, RefusedException {
    // That it cannot be seen does not mean that it has ended: GitHub deletes none.
    PullState request = PullState.of(wire.get("/pulls/" + other.number()));
    return request.open() ? Optional.empty() : Optional.of(ending(request));
  }

  private static Phase ending(PullState request) {
    return request.merged() ? Phase.MERGED : Phase.CLOSED;
  }

  private PullState open(Solution here, String base, boolean draft)
      throws TryAgainException, RefusedException {
    String body = report.pullRequest(here, here.baseCommit(), settings.issue());
    try {
      GHPullRequest opened =
          wire.make(
              "/pulls",
              home ->
                  home.createPullRequest(
                      report.title(here), BranchName.of(here), base, body, true, draft));
      if (opened.getNumber() <= 0) {
        throw new TryAgainException(
            wire.host().host() + " gives the pull request no number", Optional.empty());
      }
      return PullState.opened(opened.getNumber(), opened.getHtmlUrl());
    } catch (RefusedException e) {
      if (e.status() == 422 && e.says("already exists")) {
        throw new TryAgainException(e.sentence(), Optional.empty());
      }
      if (draft && e.status() == 422 && e.says("Draft pull requests are not supported")) {
        return open(here, base, false);
      }
      throw e;
    }
  }

  private String link(PullState request) {
    return request.link().isEmpty()
        ? wire.host().host() + "/" + wire.repository().fullName() + "/pull/" + request.number()
        : request.link();
  }

  /** As exact as the book keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
