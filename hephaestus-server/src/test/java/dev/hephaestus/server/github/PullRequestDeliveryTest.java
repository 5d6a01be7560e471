package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.delivery.CommitMessage;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.TestRepository;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.github.FakeGitHub.Answer;
import dev.hephaestus.server.github.FakeGitHub.Fault;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

final class PullRequestDeliveryTest {
  private static final String BRANCH = "hephaestus/1a2b3c4d-f3a7c2d1";
  private static final EvidenceReport REPORT =
      new EvidenceReport(solution -> "https://hephaestus.example/i/" + solution.incidentId());
  private static final int MOST_CALLS = 14;
  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final Duration IMPATIENT = Duration.ofMillis(250);

  private final List<Duration> pauses = new ArrayList<>();
  private final MemoryFiles files = new MemoryFiles();
  private final List<String> judged = new ArrayList<>();
  private PullRequestBook book = new MemoryPullRequestBook();
  private TestRepository repository;
  private FakeGitHub gitHub;

  @BeforeEach
  void start() {
    repository = TestRepository.inMemory();
    repository.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
    gitHub = new FakeGitHub(repository);
  }

  @AfterEach
  void stop() {
    gitHub.close();
    repository.close();
  }

  @Test
  void opensADraftWithTheEvidence() {
    ObjectId head = repository.head("main");

    Receipt receipt = delivery().deliver(solution());

    ObjectNode pull = theOnlyPull();
    assertThat(receipt)
        .isEqualTo(
            new Receipt(
                Receipt.Channel.PULL_REQUEST,
                "http://" + gitHub.authority() + "/acme/shop/pull/1"));
    assertThat(pull.path("draft").asBoolean()).isTrue();
    assertThat(pull.path("title").asText()).isEqualTo("Fix NullPointerException in Cart.total");
    assertThat(pull.path("body").asText()).isEqualTo(REPORT.pullRequest(solution(), head.name()));
    assertThat(pull.path("base").path("ref").asText()).isEqualTo("main");
    RevCommit commit = repository.tip(BRANCH);
    assertThat(commit.getParent(0)).isEqualTo(head);
    assertThat(commit.getFullMessage()).isEqualTo(CommitMessage.of(solution(), head.name()));
    assertThat(commit.getAuthorIdent().getName()).isEqualTo("Hephaestus");
    assertThat(repository.paths(commit))
        .containsExactly(TestSolutions.PATH, TestSolutions.TEST_PATH);
    assertThat(repository.text(commit, TestSolutions.PATH)).isEqualTo(TestSolutions.AFTER);
  }

  @Test
  void makesFewCalls() {
    delivery().deliver(solution());

    assertThat(gitHub.requests).hasSizeLessThanOrEqualTo(9);
    assertThat(gitHub.writes())
        .containsExactly("/git/trees", "/git/commits", "/git/refs", "/pulls");
  }

  @Test
  void deliversOnce() {
    Receipt first = delivery().deliver(solution());
    Receipt second = delivery().deliver(solution());

    assertThat(second).isEqualTo(first);
    theOnlyPull();
  }

  @Test
  void givesTheOpenPullRequestOfTheSameIncident() {
    Receipt first = delivery().deliver(solution());
    Receipt second = delivery().deliver(solutionAt("abc").withId("another-one").solution());

    assertThat(second).isEqualTo(first);
    theOnlyPull();
    assertThat(repository.branches()).containsExactlyInAnyOrder("main", BRANCH);
  }

  @Test
  void opensNoSecondOneWhenPeopleClosedItAndDeletedTheBranch() throws Exception {
    Receipt first = delivery().deliver(solution());
    theOnlyPull().put("state", "closed");
    repository.repository().updateRef("refs/heads/" + BRANCH).delete();

    assertThat(delivery().deliver(solution())).isEqualTo(first);
    theOnlyPull();
  }

  @Test
  void opensANewOneForAnIncidentThatCameBackAfterAMerge() {
    delivery().deliver(solution());
    theOnlyPull().put("state", "closed");

    delivery().deliver(solutionAt("abc").withId("a-later-one").solution());

    assertThat(gitHub.pulls.all).hasSize(2);
  }

  @Test
  void isNotFooledByAMarkerFromAFork() {
    ObjectNode foreign =
        gitHub.pulls.add(BRANCH, "main", "mine", EvidenceReport.marker(solution()), false);
    ((ObjectNode) foreign.path("head").path("repo")).put("full_name", "mallory/shop");

    Receipt receipt = delivery().deliver(solution());

    assertThat(receipt.link()).isNotEqualTo(foreign.path("html_url").asText());
  }

  @Test
  void basesOnTheConfiguredBranchAndKeepsModes() {
    byte[] before = "Gr\u00fc\u00dfe 1\n".getBytes(StandardCharsets.ISO_8859_1);
    repository.commit("script", "run.sh", before, true);
    RevCommit release = repository.commitOn("release/1.x", "release", "VERSION", "1\n");
    RepositoryLocation location =
        new RepositoryLocation(location().location(), Optional.of("release/1.x"), Optional.empty());

    delivery()
        .deliver(
            solutionAt(release.name())
                .withChanges(new FileChange("run.sh", "Gr\u00fc\u00dfe 1\n", "Gr\u00fc\u00dfe 2\n"))
                .at(location)
                .solution());

    RevCommit commit = repository.tip(BRANCH);
    assertThat(theOnlyPull().path("base").path("ref").asText()).isEqualTo("release/1.x");
    assertThat(commit.getParent(0)).isEqualTo(release);
    assertThat(repository.mode(commit, "run.sh")).isEqualTo(FileMode.EXECUTABLE_FILE);
    assertThat(repository.bytes(commit, "run.sh"))
        .isEqualTo("Gr\u00fc\u00dfe 2\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void readsARepositoryTooLargeForOneAnswerAlongItsPaths() {
    gitHub.objects.truncating = true;

    delivery().deliver(solution());

    assertThat(repository.text(repository.tip(BRANCH), TestSolutions.PATH))
        .isEqualTo(TestSolutions.AFTER);
  }

  @Test
  void asksForARebuildWhenThePatchedFileHasMoved() {
    repository.commit("later", TestSolutions.PATH, "other\n");

    assertThat(refusal(delivery(), solution()))
        .hasMessageContaining("has changed; rebuild needed")
        .returns(false, DeliveryException::isRetryable);
    assertThat(gitHub.writes()).isEmpty();
  }

  @Test
  void leavesABranchOfThatNameThatIsNotItsOwn() {
    RevCommit foreign = repository.commitOn(BRANCH, "mine", "NOTES", "n\n");

    assertThat(refusal(delivery(), solution()))
        .hasMessageContaining("has a branch " + BRANCH + " already");
    assertThat(repository.head(BRANCH)).isEqualTo(foreign);
  }

  @Test
  void opensAnOrdinaryOneWhereDraftsAreNotToBeHad() {
    gitHub.pulls.draftsAreRefused = true;

    delivery().deliver(solution());

    assertThat(theOnlyPull().path("draft").asBoolean()).isFalse();
  }

  @Test
  void labelsItOnceAndDeliversWithoutLabelsToo() {
    PullRequestDelivery labelling = delivery(List.of("hephaestus", "bug"));
    gitHub.instead =
        request ->
            request.path().endsWith("/labels")
                ? Answer.error(403, "Resource not accessible by personal access token")
                : none();
    labelling.deliver(solution());
    assertThat(theOnlyPull().path("labels")).isEmpty();

    gitHub.instead = request -> none();
    labelling.deliver(solution());
    labelling.deliver(solution());
    assertThat(theOnlyPull().path("labels").findValuesAsText("name"))
        .containsExactly("hephaestus", "bug");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFaultAtAnyCallLeadsToOnePullRequest(Fault fault) {
    for (int call = 1; call <= MOST_CALLS; call++) {
      restart();
      PullRequestDelivery delivery =
          delivery(fault == Fault.STALLED_AFTER_SUCCESS ? IMPATIENT : PATIENT);
      int at = call;
      gitHub.faults = request -> request.number() == at ? fault : Fault.NONE;

      delivery.deliver(solution());

      assertThat(gitHub.pulls.all).as("%s at call %s", fault, call).hasSize(1);
      assertThat(theOnlyPull().path("draft").asBoolean()).isTrue();
      assertThat(repository.branches()).containsExactlyInAnyOrder("main", BRANCH);
    }
  }

  @Test
  void aCrashBetweenAnyTwoCallsLeadsToOnePullRequest() {
    for (int call = 1; call <= MOST_CALLS; call++) {
      restart();
      AtomicInteger left = new AtomicInteger(call);
      GitHubTokens dying =
          repository -> {
            if (left.getAndDecrement() == 0) {
              throw new Crash();
            }
            return Optional.of(FakeGitHub.TOKEN);
          };
      try {
        delivery(dying, List.of("hephaestus")).deliver(solution());
      } catch (Crash e) {
        // As after kill -9: what GitHub has is all that is left.
      }

      delivery(List.of("hephaestus")).deliver(solution());

      assertThat(gitHub.pulls.all).as("crash before call %s", call).hasSize(1);
      assertThat(repository.tip(BRANCH).getParent(0)).isEqualTo(repository.head("main"));
    }
  }

  @Test
  void manyFaultsAtOnceLeadToOnePullRequest() {
    List<Fault> kinds = new ArrayList<>(List.of(Fault.values()));
    // It costs a call's time limit each; it is tried at every call above.
    kinds.remove(Fault.STALLED_AFTER_SUCCESS);
    for (int seed = 0; seed < 30; seed++) {
      restart();
      PullRequestDelivery delivery = delivery();
      Random random = new Random(seed);
      gitHub.faults =
          request ->
              random.nextInt(100) < 25 ? kinds.get(random.nextInt(kinds.size())) : Fault.NONE;

      deliverUntilDone(delivery, solution());

      assertThat(gitHub.pulls.all).as("seed %s", seed).hasSize(1);
      assertThat(repository.branches()).containsExactlyInAnyOrder("main", BRANCH);
    }
  }

  @Test
  void serversAtTheSameTimeOpenOne() throws Exception {
    for (int round = 0; round < 10; round++) {
      restart();
      deliverFourTimesAtOnce();
      theOnlyPull();
    }
  }

  private void deliverFourTimesAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Receipt> deliver = () -> delivery().deliver(solution());
      List<Future<Receipt>> receipts =
          threads.invokeAll(List.of(deliver, deliver, deliver, deliver));
      for (Future<Receipt> receipt : receipts) {
        assertThat(receipt.get()).isEqualTo(receipts.get(0).get());
      }
    }
  }

  @Test
  void waitsAsLongAsGitHubAsks() {
    gitHub.faults =
        request -> request.number() == 3 ? Fault.SECONDARY_LIMIT_WITH_RETRY_AFTER : Fault.NONE;

    delivery().deliver(solution());

    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void waitsAMinuteForASecondaryLimitThatSaysNothing() {
    gitHub.faults = request -> request.number() == 3 ? Fault.SECONDARY_LIMIT : Fault.NONE;

    delivery().deliver(solution());

    assertThat(pauses).containsExactly(Duration.ofSeconds(60));
  }

  @Test
  void waitsForThePrimaryLimitsReset() {
    gitHub.faults = request -> request.number() == 3 ? Fault.PRIMARY_LIMIT : Fault.NONE;

    delivery().deliver(solution());

    assertThat(pauses).hasSize(1);
    assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(22));
  }

  @Test
  void waitsNoLongerThanItMay() {
    gitHub.retryAfter = 3600;
    gitHub.faults = request -> Fault.SECONDARY_LIMIT_WITH_RETRY_AFTER;

    assertThat(refusal(delivery(), solution()))
        .hasMessageContaining("acme/shop")
        .hasMessageContaining("deliver again in 3600 s")
        .returns(true, DeliveryException::isRetryable);
    assertThat(pauses).isEmpty();
  }

  @Test
  void givesUpForNowWhenGitHubIsDown() {
    gitHub.faults = request -> Fault.SERVER_ERROR;

    assertThat(refusal(delivery(), solution()))
        .hasMessageContaining("status 500")
        .returns(true, DeliveryException::isRetryable);
    assertThat(gitHub.requests).hasSizeLessThan(10);
  }

  @Test
  void isRetryableWhenGitHubCannotBeReached() {
    gitHub.close();

    assertThat(refusal(delivery(), solution()))
        .hasMessageContaining("no whole answer")
        .returns(true, DeliveryException::isRetryable);
  }

  @Test
  void saysThatTheTokenIsRefused() {
    gitHub.accepted = "another";

    assertThat(refusal(delivery(), solution()))
        .hasMessageContaining("cannot read acme/shop: the token")
        .hasMessageContaining("expired or been revoked")
        .returns(false, DeliveryException::isRetryable);
  }

  @Test
  void namesARepositoryThatIsNotThere() {
    Solution elsewhere =
        solutionAt("abc")
            .at(RepositoryLocation.of("http://" + gitHub.authority() + "/acme/none"))
            .solution();

    assertThat(refusal(delivery(), elsewhere))
        .hasMessageContaining("acme/none")
        .hasMessageContaining("not there, or the token may not see it")
        .returns(false, DeliveryException::isRetryable);
  }

  @Test
  void namesThePermissionThatIsMissing() {
    gitHub.instead =
        request ->
            request.path().endsWith("/git/trees")
                ? Answer.error(403, "Resource not accessible by personal access token")
                : none();
    assertThat(refusal(delivery(), solution()))
        .hasMessageContaining("acme/shop")
        .hasMessageContaining("\"Contents: write\"")
        .returns(false, DeliveryException::isRetryable);

    gitHub.instead =
        request ->
            request.method().equals("POST") && request.path().endsWith("/pulls")
                ? Answer.error(404, "Not Found")
                : none();
    assertThat(refusal(delivery(), solution())).hasMessageContaining("\"Pull requests: write\"");
  }

  @Test
  void saysWhenThereIsNoToken() {
    assertThat(refusal(delivery(repository -> Optional.empty(), List.of()), solution()))
        .hasMessageContaining("there is no token for acme/shop");
    assertThat(gitHub.requests).isEmpty();
  }

  @Test
  void theTokenIsInNoLogNoExceptionAndNoText() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel();
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    root.addAppender(logged);
    root.setLevel(Level.TRACE);
    try (LoggedByTheJdk jdk = new LoggedByTheJdk()) {
      PullRequestDelivery delivery = delivery(List.of("hephaestus"));
      delivery.deliver(solution());
      gitHub.instead = request -> Answer.error(403, "no, " + FakeGitHub.TOKEN + ", no");
      DeliveryException refusal = refusal(delivery, solution());

      assertThat(refusal).hasMessageContaining("no, …, no");
      assertThat(trace(refusal)).doesNotContain(FakeGitHub.TOKEN);
      assertThat(logged.list.stream().map(ILoggingEvent::getFormattedMessage))
          .noneMatch(line -> line.contains(FakeGitHub.TOKEN));
      assertThat(jdk.lines()).noneMatch(line -> line.contains("Bearer"));
      assertThat(theOnlyPull().toString()).doesNotContain(FakeGitHub.TOKEN);
    } finally {
      root.setLevel(level);
      root.detachAppender(logged);
    }
  }

  @Test
  void handlesRepositoriesOfItsHostThatItHasATokenFor() {
    assertThat(delivery().handles(location())).isTrue();
    assertThat(delivery().handles(RepositoryLocation.of("https://git.example/o/r.git"))).isFalse();
    assertThat(delivery(repository -> Optional.empty(), List.of()).handles(location())).isFalse();
    assertThatThrownBy(
            () ->
                delivery()
                    .deliver(
                        solutionAt("abc")
                            .at(RepositoryLocation.of("https://git.example/o/r.git"))
                            .solution()))
        .isInstanceOf(DeliveryException.class);
  }

  /** As the pipeline does: it holds wherever it applies. */
  private Revalidation.Outcome judge(Solution solution, String commit) {
    judged.add(commit);
    return new Revalidation.Outcome.Holds(
        solution.on(commit, solution.patch(), solution.verdict()));
  }

  private void restart() {
    book = new MemoryPullRequestBook();
    repository.close();
    repository = TestRepository.inMemory();
    repository.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
    gitHub.reset(repository);
  }

  private static void deliverUntilDone(PullRequestDelivery delivery, Solution solution) {
    for (int i = 0; i < 50; i++) {
      try {
        delivery.deliver(solution);
        return;
      } catch (DeliveryException e) {
        assertThat(e.isRetryable()).as(e.getMessage()).isTrue();
      }
    }
    throw new AssertionError("not delivered after 50 tries");
  }

  private PullRequestDelivery delivery() {
    return delivery(List.of());
  }

  private PullRequestDelivery delivery(Duration callTimeout) {
    return delivery(repository -> Optional.of(FakeGitHub.TOKEN), List.of(), callTimeout);
  }

  private PullRequestDelivery delivery(List<String> labels) {
    return delivery(repository -> Optional.of(FakeGitHub.TOKEN), labels);
  }

  private PullRequestDelivery delivery(GitHubTokens tokens, List<String> labels) {
    return delivery(tokens, labels, PATIENT);
  }

  private PullRequestDelivery delivery(
      GitHubTokens tokens, List<String> labels, Duration callTimeout) {
    return new PullRequestDelivery(
        gitHub.host(),
        tokens,
        REPORT,
        new PullRequestSettings(true, labels, Duration.ofMinutes(2), callTimeout),
        book,
        files,
        this::judge,
        Clock.systemUTC(),
        pauses::add);
  }

  private Solution solution() {
    return solutionAt(repository.head("main").name()).solution();
  }

  private TestSolutions solutionAt(String base) {
    return TestSolutions.nullCoupon(location(), base);
  }

  private RepositoryLocation location() {
    return RepositoryLocation.of("http://" + gitHub.authority() + "/acme/shop.git");
  }

  private ObjectNode theOnlyPull() {
    assertThat(gitHub.pulls.all).hasSize(1);
    return gitHub.pulls.all.get(0);
  }

  private static Answer none() {
    return Answer.of(0, FakeGitHub.object());
  }

  private static DeliveryException refusal(PullRequestDelivery delivery, Solution solution) {
    DeliveryException refusal =
        catchThrowableOfType(DeliveryException.class, () -> delivery.deliver(solution));
    if (refusal == null) {
      throw new AssertionError("it was delivered");
    }
    return refusal;
  }

  private static String trace(Throwable throwable) {
    StringWriter trace = new StringWriter();
    throwable.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }
}
