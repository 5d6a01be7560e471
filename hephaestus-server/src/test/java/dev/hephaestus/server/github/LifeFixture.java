package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.DeliveryFixture.BRANCH;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.Ids;
import dev.hephaestus.server.cli.demo.hub.Hub;
import dev.hephaestus.server.cli.demo.hub.HubCall;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.cli.demo.hub.HubRepository;
import dev.hephaestus.server.cli.demo.hub.HubTalk;
import dev.hephaestus.server.delivery.CommitMessage;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.TestFaults;
import dev.hephaestus.server.delivery.TestRepository;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentDetails;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.pipeline.Review;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.store.Database;
import dev.hephaestus.server.testkit.MutableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A pull request of ours that is open on a fake GitHub, with all that stands behind it here. */
final class LifeFixture implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  static final String BRANCH = DeliveryFixture.BRANCH;
  static final String BETTER =
      TestSolutions.BEFORE.replace("coupon.trim()", "String.valueOf(coupon).trim()");
  static final GitHubRepository SHOP = new GitHubRepository("acme", "shop");
  private static final PullRequestSettings SETTINGS = PullRequestSettings.defaults();

  final MutableClock clock = new MutableClock(NOW);
  final TestRepository repository = TestRepository.inMemory();
  final Hub hub;
  final HubRepository home;
  final HubTalk talk;
  final Database database;
  final List<AuditEvent> audited = new ArrayList<>();
  final List<String> queued = new ArrayList<>();
  final List<String> changed = new ArrayList<>();
  final List<String> lost = new ArrayList<>();
  final MemoryFiles files = new MemoryFiles();
  final RepositoryLocation location;
  final Incident incident;
  final Solution solution;
  Revalidation revalidation = (fix, commit) -> new Revalidation.Outcome.Holds(fix);
  NoticeDesk life;
  private final Ids ids = new Ids(clock, new SecureRandom());

  LifeFixture(Path folder) {
    repository.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
    hub = Hub.start(clock);
    home = hub.add("acme/shop", repository.repository(), "main");
    hub.grant(DeliveryFixture.TOKEN, HubGrant.ofPerson("shop-fixer", "acme/shop"));
    talk = home.talk();
    talk.permit("ann", "write");
    talk.permit("joe", "read");
    database = Database.open(prepared(folder), clock);
    location = RepositoryLocation.of("http://" + hub.authority() + "/acme/shop.git");
    database.nodes().addIfAbsent(node(Mode.DEPLOY));
    incident = incident();
    solution = keep("r0", fix("sol-0192f3a7c2d1", TestSolutions.AFTER));
    database.incidents().move(incident.id(), IncidentState.FIXING);
    database.incidents().move(incident.id(), IncidentState.FIX_PROPOSED);
    open();
    life = life(LifeLimits.DEFAULT);
  }

  /** The same folder with a database that is up to date, which is quicker to open. */
  private static Path prepared(Path folder) {
    try {
      Files.write(folder.resolve(UpToDate.FILE), UpToDate.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /** A database that nothing was put into yet. */
  private static final class UpToDate {
    static final String FILE = "hephaestus.db";
    static final byte[] BYTES = made();

    private static byte[] made() {
      try {
        Path folder = Files.createTempDirectory("up-to-date");
        Database.open(folder).close();
        byte[] bytes = Files.readAllBytes(folder.resolve(FILE));
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
        return bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Node node(Mode mode) {
    return TestFaults.node(location, mode, NOW);
  }

  private Incident incident() {
    return database.incidents().book(List.of(TestFaults.sighting(NOW)), 1).get(0);
  }

  /** A fix of the incident. */
  Solution fix(String id, String after) {
    return TestSolutions.nullCoupon(location, repository.head("main").name())
        .withChanges(new FileChange(TestSolutions.PATH, TestSolutions.BEFORE, after))
        .withId(id)
        .solution(incident.id(), "n1");
  }

  Solution keep(String runId, Solution fix) {
    if (database.runs().find(runId).isEmpty()) {
      database.runs().addIfNoneOpen(run(runId, RunState.FIXED, ""));
    }
    return database.runs().keep(runId, fix);
  }

  private Run run(String id, RunState state, String reason) {
    return new Run(
        id,
        incident.id(),
        "n1",
        state,
        "",
        reason,
        1,
        Cost.NONE,
        NOW,
        state.isFinal() ? Optional.of(NOW) : Optional.empty());
  }

  /** The run that was asked for last ends. */
  void ends(RunState state, String reason) {
    database.runs().update(run(queued.getLast(), state, reason));
  }

  private void open() {
    repository.commitOn(
        BRANCH,
        CommitMessage.of(solution, solution.baseCommit()),
        TestSolutions.PATH,
        TestSolutions.AFTER);
    home.opened(BRANCH, "main", "Fix", "body", "shop-fixer");
    PullRequestBook book = database.pullRequests();
    OurPullRequest ours =
        new OurPullRequest(
            solution.id(),
            incident.id(),
            "n1",
            solution.fingerprint(),
            host().host(),
            SHOP,
            "main",
            BRANCH,
            OurPullRequest.Phase.INTENDED,
            0,
            "",
            "",
            NOW,
            NOW);
    book.intend(ours, SETTINGS.caps(), NOW);
    book.update(ours.branched(head(), NOW).opened(1, "link", head(), NOW));
    watches().add(WatchedPull.opened(SHOP, 1, solution, NOW));
  }

  /** Lives with these limits from now on; also what a process does that starts anew. */
  NoticeDesk life(LifeLimits limits) {
    GitHubTokens tokens =
        GitHubTokens.of(
            asked -> asked.is(SHOP) ? Optional.of(DeliveryFixture.TOKEN) : Optional.empty());
    return GitHubLife.desk(
        List.of(new GitHubLife.Account(host(), tokens)),
        fix -> SETTINGS,
        limits,
        new GitHubLife.Stores(
            database.webhookInbox(),
            database::pullRequestWatches,
            database.pullRequests(),
            database.incidents(),
            database.runs(),
            database.nodes(),
            database.experience()),
        new GitHubLife.Others(
            host ->
                new RepositoryChanges() {
                  @Override
                  public void changed(GitHubRepository repository) {
                    changed.add(repository.fullName());
                  }

                  @Override
                  public boolean lost(GitHubRepository repository, String reason) {
                    return lost.add(repository.fullName());
                  }
                },
            files,
            (fix, commit) -> revalidation.on(fix, commit),
            DeliveryFixture.REPORT,
            queued::add,
            ids::next,
            audited::add),
        clock);
  }

  /** GitHub tells that something happened to the pull request; it is worked off. */
  void told() {
    tell(Notice.Kind.PULL_REQUEST);
  }

  void tell(Notice.Kind kind) {
    database
        .webhookInbox()
        .put(
            new Notice(ids.next(), kind, List.of("acme/shop"), List.of(1), "", ""),
            clock.instant());
    turns();
  }

  /** Enough turns for what follows from one thing to be done. */
  void turns() {
    for (int i = 0; i < 4; i++) {
      life.turn();
      clock.advance(Duration.ofSeconds(4));
    }
  }

  /** The same over some time. */
  void pass(Duration time) {
    for (int i = 0; i < 60; i++) {
      clock.advance(time.dividedBy(60));
      life.turn();
    }
  }

  GitHubHost host() {
    return new GitHubHost(hub.authority(), hub.api());
  }

  /** Somebody comments. */
  ObjectNode says(String login, String text) {
    return talk.says(1, login, text);
  }

  /** Somebody comments on a line of the fix. */
  ObjectNode saysOnLine(String login, String text) {
    return talk.saysOnLine(
        1,
        login,
        TestSolutions.PATH,
        5,
        "@@ -4,3 +4,3 @@\n+    return coupon == null ? 0 : 1;",
        text);
  }

  /** A check of a commit fails. */
  void fails(String commit, String words) {
    talk.fails(commit, "build", words, "expected: <7> but was: <0>");
  }

  /** What we have said. */
  List<String> ours() {
    return talk.carrying(Comment.OURS).stream()
        .filter(comment -> comment.path("user").path("login").asText().equals("shop-fixer"))
        .map(comment -> comment.path("body").asText())
        .toList();
  }

  /** The calls that changed something. */
  List<HubCall> writes() {
    return hub.calls().stream().filter(call -> !call.method().equals("GET")).toList();
  }

  /** Somebody merges it. */
  void merge(String commit) {
    home.touched(1)
        .put("state", "closed")
        .put("merged", true)
        .put("merged_at", NOW.toString())
        .put("merge_commit_sha", commit);
  }

  /** The run that is under way finds a fix. */
  Solution found(String id, String after) {
    Solution fix = fix(id, after);
    keep(queued.getLast(), fix);
    ends(RunState.FIXED, "");
    turns();
    return fix;
  }

  /** What was learned. */
  Review review() {
    return database.experience().review(solution.id()).orElseThrow();
  }

  String pullState() {
    return home.pulls().get(0).path("state").asText();
  }

  PullRequestWatches watches() {
    return database.pullRequestWatches(host());
  }

  String head() {
    return repository.head(BRANCH).name();
  }

  WatchedPull watched() {
    return watches().find("acme/shop#1").orElseThrow();
  }

  IncidentDetails details() {
    return database.incidents().details(incident.id()).orElseThrow();
  }

  IncidentState state() {
    return database.incidents().find(incident.id()).orElseThrow().state();
  }

  List<String> actions() {
    return audited.stream().map(AuditEvent::action).toList();
  }

  @Override
  public void close() {
    hub.close();
    database.close();
    repository.close();
  }
}
