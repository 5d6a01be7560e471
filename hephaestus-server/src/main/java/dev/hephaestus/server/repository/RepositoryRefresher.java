package dev.hephaestus.server.repository;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the repositories that are in use up to date: every so often, and when it is told that one
 * of them changed.
 *
 * <p><i>Threads:</i> safe for use by many at once; one thread keeps the time, a few fetch. However
 * often a repository is asked for while it waits or is fetched, it is fetched once more.
 */
public final class RepositoryRefresher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RepositoryRefresher.class);
  private static final int AT_A_TIME = 4;
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private enum Stage {
    WAITING,
    FETCHED,
    FETCHED_AND_ASKED_FOR
  }

  private final GitRepositories repositories;
  private final Supplier<Collection<RepositoryLocation>> inUse;
  private final Duration interval;
  private volatile BiConsumer<RepositoryLocation, String> unreadable = (location, reason) -> {};
  private final RandomGenerator random;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("repository-refresh").daemon().factory());
  private final ExecutorService fetchers =
      Executors.newFixedThreadPool(
          AT_A_TIME, Thread.ofPlatform().name("repository-fetch-", 1).daemon().factory());
  private final Set<RepositoryLocation> failing = ConcurrentHashMap.newKeySet();

  // Guarded by this object's lock.
  private final Map<RepositoryLocation, Stage> underWay = new HashMap<>();

  /**
   * Nothing is fetched yet.
   *
   * @param inUse gives the locations in use besides those that were asked for lately
   * @param interval how often they are fetched; zero for only when told
   * @param random spreads the fetches, so that servers are not all asked at the same time
   */
  public RepositoryRefresher(
      GitRepositories repositories,
      Supplier<Collection<RepositoryLocation>> inUse,
      Duration interval,
      RandomGenerator random) {
    this.repositories = repositories;
    this.inUse = inUse;
    this.interval = interval;
    this.random = random;
  }

  /**
   * Has somebody told of each fetch that failed, with the reason; to be called before the start.
   */
  public void whenUnreadable(BiConsumer<RepositoryLocation, String> listener) {
    unreadable = listener;
  }

  /** From now on repositories are fetched at the interval. */
  public void start() {
    if (!interval.isZero()) {
      later();
    }
  }

  /**
   * Has a repository fetched soon, when it is one that is in use.
   *
   * @param url where it is, by any of its URLs
   * @return whether it is in use
   */
  public boolean request(String url) {
    return request(url, known());
  }

  /** The same, when it is one of these. */
  public boolean request(String url, Collection<RepositoryLocation> among) {
    Optional<RemotePlace> place = RemotePlace.of(url);
    List<RepositoryLocation> meant =
        among.stream()
            .filter(
                location ->
                    location.location().equals(url)
                        || place.filter(asked -> isAt(location, asked)).isPresent())
            .toList();
    meant.forEach(this::soon);
    return !meant.isEmpty();
  }

  private static boolean isAt(RepositoryLocation location, RemotePlace asked) {
    return RemotePlace.of(location.location()).filter(asked::isSameRepository).isPresent();
  }

  private Set<RepositoryLocation> known() {
    Set<RepositoryLocation> known = new HashSet<>(repositories.askedLately());
    known.addAll(inUse.get());
    return known;
  }

  private void later() {
    long ms = Math.max(1, interval.toMillis());
    long spread = random.nextLong(Math.max(1, ms / 5));
    var unused = timer.schedule(this::all, ms - ms / 10 + spread, TimeUnit.MILLISECONDS);
  }

  private void all() {
    try {
      known().forEach(this::soon);
    } catch (RuntimeException e) {
      log.warn("the repositories in use could not be listed", e);
    }
    try {
      later();
    } catch (RejectedExecutionException closed) {
      // Then there is no next time.
    }
  }

  private synchronized void soon(RepositoryLocation location) {
    Stage stage = underWay.get(location);
    if (stage == null) {
      underWay.put(location, Stage.WAITING);
      try {
        fetchers.execute(() -> fetch(location));
      } catch (RejectedExecutionException closed) {
        underWay.remove(location);
      }
    } else if (stage == Stage.FETCHED) {
      underWay.put(location, Stage.FETCHED_AND_ASKED_FOR);
    }
  }

  private void fetch(RepositoryLocation location) {
    do {
      begin(location);
      try {
        repositories.refresh(location);
        failing.remove(location);
      } catch (RepositoryException e) {
        if (failing.add(location)) {
          log.warn("{}", e.getMessage());
        }
        unreadable.accept(location, String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        log.warn("repository {} could not be refreshed", location.forPeople(), e);
      }
    } while (isAskedForAgain(location));
  }

  private synchronized void begin(RepositoryLocation location) {
    underWay.put(location, Stage.FETCHED);
  }

  private synchronized boolean isAskedForAgain(RepositoryLocation location) {
    boolean again = underWay.get(location) == Stage.FETCHED_AND_ASKED_FOR && !fetchers.isShutdown();
    if (!again) {
      underWay.remove(location);
    }
    return again;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    fetchers.shutdownNow();
    try {
      // What is under way may still write into a mirror.
      if (!fetchers.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("a fetch goes on after {} s; it ends with the process", LONGEST_END.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
