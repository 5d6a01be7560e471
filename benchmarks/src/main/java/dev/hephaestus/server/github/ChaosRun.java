package dev.hephaestus.server.github;

import dev.hephaestus.server.cli.demo.hub.Hub;
import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.cli.demo.hub.HubRepository;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Some incidents in two repositories, each with one or two solutions, delivered by one to three
 * servers at once while calls break and servers die; then, when enough time has passed, by whoever
 * is left.
 */
final class ChaosRun {
  private static final String FILE = "Cart.java";
  private static final String BEFORE = "int total() { return coupon.cents(); }\n";
  private static final int TRIES_IN_THE_STORM = 12;
  private static final int TRIES_AFTER_IT = 400;
  private static final Duration CALL_LIMIT = Duration.ofMillis(400);
  private static final Duration LONG_AFTER = Duration.ofMinutes(31);

  private final int number;
  private final Hub hub;
  private final PullRequestBook book;
  private final Breakage breakage;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, ChaosRepository> repositories = new HashMap<>();
  private final Map<String, HubRepository> served = new HashMap<>();
  private final List<Solution> solutions = new ArrayList<>();
  private final Map<String, Set<String>> links = new ConcurrentHashMap<>();

  ChaosRun(int number, long seed, Hub hub, PullRequestBook book) {
    this.number = number;
    this.hub = hub;
    this.book = book;
    this.breakage = new Breakage(seed);
  }

  /**
   * What came of a run.
   *
   * @param incidents how many there were
   * @param calls how many calls were made
   * @param faults what went wrong with them
   * @param deaths how often a server died
   * @param wrongs what should not be, one sentence each
   */
  record Result(
      int incidents, int calls, Map<HubFault, Integer> faults, int deaths, List<String> wrongs) {}

  Result run() throws IOException, InterruptedException {
    prepare();
    hub.forgetCalls();
    hub.breakBy(breakage::at);
    deliverAll(Clock.systemUTC(), true);
    hub.breakBy(call -> HubFault.NONE);
    deliverAll(Clock.offset(Clock.systemUTC(), LONG_AFTER), false);
    return new Result(
        (int) solutions.stream().map(Solution::fingerprint).distinct().count(),
        hub.calls().size(),
        breakage.faults(),
        breakage.deaths(),
        wrongs());
  }

  private void prepare() throws IOException {
    for (String name : List.of("acme/shop-" + number, "globex/desk-" + number)) {
      ChaosRepository repository = new ChaosRepository();
      repository.commit(FILE, BEFORE);
      String token = "ghs_" + name.replace('/', '_');
      HubRepository there = hub.add(name, repository.git(), "main");
      there.join("ann");
      hub.grant(token, HubGrant.ofApp("hephaestus", Instant.MAX, name));
      tokens.put(name, token);
      repositories.put(name, repository);
      served.put(name, there);
    }
    int incidents = breakage.among(3);
    for (int incident = 0; incident < incidents; incident++) {
      String name = List.copyOf(served.keySet()).get(breakage.among(2) - 1);
      int many = breakage.among(2);
      for (int each = 0; each < many; each++) {
        solutions.add(solution(incident, each, name));
      }
    }
  }

  private Solution solution(int incident, int each, String name) throws IOException {
    String id = "%06d%d%d".formatted(number, incident, each);
    return new Solution(
        "s" + id,
        "i" + number + "-" + incident,
        "node-" + name,
        "%024d%08d".formatted(number, incident),
        "java.lang.NullPointerException: coupon",
        "coupon is null",
        new Patch(List.of(new FileChange(FILE, BEFORE, "/* " + id + " */ " + BEFORE))),
        new Verdict.Accepted(VerdictLevel.TESTED, List.of("it ran"), Optional.empty()),
        "chaos",
        RepositoryLocation.of(Objects.requireNonNull(served.get(name)).cloneUrl()),
        Objects.requireNonNull(repositories.get(name)).head(),
        "",
        Instant.EPOCH);
  }

  /** Everything by all servers at once; some that die do not come back in the same hour. */
  private void deliverAll(Clock clock, boolean mortal) throws InterruptedException {
    int servers = breakage.among(3);
    List<Future<?>> jobs = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int server = 0; server < servers; server++) {
        for (Solution solution : solutions) {
          jobs.add(threads.submit(() -> insist(solution, clock, mortal)));
        }
      }
      for (Future<?> job : jobs) {
        job.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void insist(Solution solution, Clock clock, boolean mortal) {
    PullRequestDelivery server = delivery(clock, mortal);
    String last = "";
    int tries = mortal ? TRIES_IN_THE_STORM : TRIES_AFTER_IT;
    for (int attempt = 0; attempt < tries; attempt++) {
      try {
        String link = server.deliver(solution).link();
        links
            .computeIfAbsent(solution.fingerprint(), none -> ConcurrentHashMap.newKeySet())
            .add(link);
        return;
      } catch (Breakage.Death e) {
        if (breakage.happens(0.3)) {
          return;
        }
        server = delivery(clock, mortal);
      } catch (DeliveryException e) {
        // As the queue does: a little later, even where a person had to see to the token.
        last = String.valueOf(e.getMessage());
        move(solution);
      }
    }
    if (!mortal) {
      links
          .computeIfAbsent(solution.fingerprint(), none -> ConcurrentHashMap.newKeySet())
          .add("not delivered: " + last);
    }
  }

  /** Now and then somebody pushes to the base meanwhile. */
  private void move(Solution solution) {
    try {
      if (breakage.happens(0.05)) {
        String name = solution.nodeId().substring("node-".length());
        Objects.requireNonNull(repositories.get(name)).commit("README", "more of it\n");
      }
      Thread.sleep(15);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PullRequestDelivery delivery(Clock clock, boolean mortal) {
    GitHubTokens given =
        repository -> {
          if (mortal) {
            breakage.survive();
          }
          return Optional.ofNullable(tokens.get(repository.fullName()));
        };
    PullRequestSettings settings =
        new PullRequestSettings(
            true,
            List.of("hephaestus"),
            true,
            true,
            Optional.empty(),
            new PullRequestCaps(1000, 1000),
            Duration.ofMinutes(10),
            mortal ? CALL_LIMIT : Duration.ofSeconds(30));
    return new PullRequestDelivery(
        new GitHubHost(hub.authority(), hub.api()),
        given,
        new EvidenceReport(solution -> ""),
        settings,
        mortal ? new MortalBook(book, breakage) : book,
        new NoFiles(),
        (solution, commit) ->
            new Revalidation.Outcome.Holds(
                solution.on(commit, solution.patch(), solution.verdict())),
        clock,
        pause -> {});
  }

  private List<String> wrongs() {
    List<String> wrongs = new ArrayList<>();
    if (!hub.strays().isEmpty()) {
      wrongs.add("a token came to a foreign repository: " + hub.strays());
    }
    for (String fingerprint : links.keySet()) {
      Solution solution = any(fingerprint);
      String marker = EvidenceReport.marker(solution);
      List<String> opened =
          served.values().stream()
              .flatMap(repository -> repository.pulls().stream())
              .filter(pull -> pull.path("body").asText().contains(marker))
              .map(pull -> pull.path("html_url").asText())
              .toList();
      if (opened.size() != 1) {
        wrongs.add(fingerprint + " has " + opened.size() + " pull requests: " + opened);
      } else if (!links.get(fingerprint).equals(Set.copyOf(opened))) {
        wrongs.add(
            fingerprint + " is at " + opened + " and was said to be " + links.get(fingerprint));
      }
      long open =
          book.ofIncident(solution.incidentId()).stream()
              .filter(ours -> ours.phase() == OurPullRequest.Phase.OPEN)
              .count();
      if (open != 1) {
        wrongs.add(fingerprint + " is in the book as open " + open + " times");
      }
    }
    return wrongs;
  }

  private Solution any(String fingerprint) {
    return solutions.stream()
        .filter(solution -> solution.fingerprint().equals(fingerprint))
        .findFirst()
        .orElseThrow();
  }

  /** Repositories that ask for nothing. */
  private static final class NoFiles implements RepositoryFiles {
    @Override
    public Optional<byte[]> bytes(RepositoryLocation location, String commit, String path) {
      return Optional.empty();
    }

    @Override
    public Optional<String> head(RepositoryLocation location) {
      return Optional.empty();
    }

    @Override
    public List<String> owners(RepositoryLocation location, String commit, String path) {
      return List.of();
    }
  }
}
