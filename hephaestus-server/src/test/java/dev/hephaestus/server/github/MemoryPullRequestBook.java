package dev.hephaestus.server.github;

import dev.hephaestus.server.github.OurPullRequest.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A book that lasts as long as a test. */
public final class MemoryPullRequestBook implements PullRequestBook {
  private final Map<String, OurPullRequest> bySolution = new LinkedHashMap<>();

  @Override
  public synchronized Intent intend(OurPullRequest fresh, PullRequestCaps caps, Instant stale) {
    OurPullRequest own = bySolution.get(fresh.solutionId());
    if (own != null && own.phase() != Phase.ABANDONED) {
      boolean pending = own.phase() == Phase.INTENDED || own.phase() == Phase.BRANCHED;
      OurPullRequest touched = pending ? own.at(own.head(), fresh.changed()) : own;
      put(touched);
      return new Intent.Ours(touched);
    }
    Optional<OurPullRequest> active = active(fresh);
    if (active.isPresent()
        && (active.get().phase() == Phase.OPEN || !active.get().changed().isBefore(stale))) {
      return new Intent.Anothers(active.get());
    }
    active.ifPresent(gone -> put(gone.ended(Phase.ABANDONED, gone.changed())));
    Optional<Intent.TooMany> tooMany =
        Stream.of(
                capped(fresh, inRepository(fresh), caps.perHour(), PullRequestCaps.HOUR),
                capped(fresh, inRepository(fresh), caps.perDay(), PullRequestCaps.DAY),
                capped(fresh, ofNode(fresh), caps.perHour(), PullRequestCaps.HOUR),
                capped(fresh, ofNode(fresh), caps.perDay(), PullRequestCaps.DAY))
            .flatMap(Optional::stream)
            .findFirst();
    if (tooMany.isPresent()) {
      return tooMany.get();
    }
    OurPullRequest granted = own == null ? fresh : own.revived(fresh.changed());
    put(granted);
    return new Intent.Ours(granted);
  }

  private Optional<Intent.TooMany> capped(
      OurPullRequest fresh, Predicate<OurPullRequest> whose, int most, Duration within) {
    return all(
            whose
                .and(known -> known.phase() != Phase.ABANDONED)
                .and(known -> known.intended().isAfter(fresh.intended().minus(within))))
        .reversed()
        .stream()
        .skip(most - 1L)
        .findFirst()
        .map(oldest -> new Intent.TooMany("too many", oldest.intended().plus(within)));
  }

  private static Predicate<OurPullRequest> ofNode(OurPullRequest like) {
    return known -> known.nodeId().equals(like.nodeId());
  }

  private static Predicate<OurPullRequest> inRepository(OurPullRequest like) {
    return known -> isIn(known, like.host(), like.repository());
  }

  private static boolean isIn(OurPullRequest known, String host, GitHubRepository repository) {
    return known.host().equals(host) && lower(known.repository()).equals(lower(repository));
  }

  private static String lower(GitHubRepository repository) {
    return repository.fullName().toLowerCase(Locale.ROOT);
  }

  private Optional<OurPullRequest> active(OurPullRequest like) {
    return all(
            inRepository(like)
                .and(known -> Phase.active().contains(known.phase()))
                .and(known -> known.fingerprint().equals(like.fingerprint()))
                .and(known -> known.base().equals(like.base())))
        .stream()
        .findFirst();
  }

  @Override
  public synchronized boolean update(OurPullRequest changed) {
    OurPullRequest known = bySolution.get(changed.solutionId());
    boolean may = known != null && known.phase().leadsTo(changed.phase());
    if (may) {
      put(changed);
    }
    return may;
  }

  @Override
  public synchronized boolean reopen(String solutionId, Instant now) {
    OurPullRequest known = bySolution.get(solutionId);
    if (known == null || known.number() == 0) {
      return false;
    }
    Optional<OurPullRequest> active = active(known);
    if (active.isPresent()) {
      return active.get().solutionId().equals(solutionId);
    }
    if (known.phase() != Phase.CLOSED) {
      return false;
    }
    put(known.opened(known.number(), known.link(), known.head(), now));
    return true;
  }

  @Override
  public synchronized Optional<OurPullRequest> ofSolution(String solutionId) {
    return Optional.ofNullable(bySolution.get(solutionId));
  }

  @Override
  public Optional<OurPullRequest> byNumber(String host, GitHubRepository repository, long number) {
    return newest(known -> isIn(known, host, repository) && known.number() == number);
  }

  @Override
  public Optional<OurPullRequest> byBranch(
      String host, GitHubRepository repository, String branch) {
    return newest(known -> isIn(known, host, repository) && known.branch().equals(branch));
  }

  @Override
  public List<OurPullRequest> open() {
    return all(known -> known.phase() == Phase.OPEN);
  }

  @Override
  public List<OurPullRequest> ofIncident(String incidentId) {
    return all(known -> known.incidentId().equals(incidentId));
  }

  private Optional<OurPullRequest> newest(Predicate<OurPullRequest> which) {
    return all(which).reversed().stream().findFirst();
  }

  private synchronized List<OurPullRequest> all(Predicate<OurPullRequest> which) {
    return bySolution.values().stream()
        .filter(which)
        .sorted(
            Comparator.comparing(OurPullRequest::intended)
                .thenComparing(OurPullRequest::solutionId))
        .toList();
  }

  private void put(OurPullRequest request) {
    bySolution.put(request.solutionId(), request);
  }
}
