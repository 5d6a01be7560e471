package dev.hephaestus.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.Ids;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.testkit.InMemoryNodeStore;
import dev.hephaestus.server.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NodeManagerTest {
  private static final RepositoryLocation SHOP = RepositoryLocation.of("/srv/git/shop");
  private static final NodeSettings DEPLOY =
      new NodeSettings(Mode.DEPLOY, Threshold.DEFAULT, 100, false, List.of());

  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final InMemoryNodeStore store = new InMemoryNodeStore();
  private final Deque<Runnable> checks = new ArrayDeque<>();
  private final List<RepositoryLocation> checked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private @Nullable RuntimeException unreadable;
  private final NodeManager nodes = manager();

  @Test
  void isInitializingUntilTheRepositoryWasReadAndThenActive() {
    Node node = nodes.initialize(shop()).node();

    assertThat(node.state()).isEqualTo(NodeState.INITIALIZING);
    assertThat(checked).isEmpty();
    runChecks();
    assertThat(checked).containsExactly(SHOP);
    assertThat(state(node)).isEqualTo(NodeState.ACTIVE);
  }

  @Test
  void isInErrorWithTheReasonWhileTheRepositoryCannotBeRead() {
    unreadable = new RepositoryException("no repository at /srv/git/shop; create it");
    Node node = nodes.initialize(shop()).node();
    runChecks();

    assertThat(state(node)).isEqualTo(NodeState.ERROR);
    assertThat(get(node).reason()).isEqualTo("no repository at /srv/git/shop; create it");
  }

  @Test
  void isInErrorOnceAccessWasLostAndActiveWhenItCameBack() {
    Node node = nodes.initialize(shop()).node();
    runChecks();
    nodes.accessLost(RepositoryLocation.of("/srv/git/other"), "gone");
    assertThat(state(node)).isEqualTo(NodeState.ACTIVE);

    nodes.accessLost(SHOP, "the token was revoked");
    assertThat(state(node)).isEqualTo(NodeState.ERROR);
    assertThat(get(node).reason()).isEqualTo("the token was revoked");

    clock.advance(NodeTimeouts.DEFAULT.recheckAfter());
    sweep();
    runChecks();
    assertThat(state(node)).isEqualTo(NodeState.ACTIVE);
    assertThat(get(node).reason()).isEmpty();
  }

  @Test
  void aNodeThatWasRemovedComesBackUnderItsIdAndIsChecked() {
    Node node = nodes.initialize(shop()).node();
    runChecks();
    nodes.remove(node.id());
    clock.advance(Duration.ofDays(1));

    Node again = nodes.initialize(shop()).node();

    assertThat(again.id()).isEqualTo(node.id());
    assertThat(again.created()).isEqualTo(clock.instant());
    runChecks();
    assertThat(state(again)).isEqualTo(NodeState.ACTIVE);
  }

  @Test
  void nodesAreCountedByState() {
    nodes.initialize(shop()).node();
    runChecks();
    sweep();

    assertThat(nodes.count(NodeState.ACTIVE)).isEqualTo(1);
    assertThat(nodes.count(NodeState.ERROR)).isZero();
  }

  @Test
  void anUnexpectedErrorOfTheCheckDoesNotShowItsDetails() {
    unreadable = new IllegalStateException("secret detail");
    Node node = nodes.initialize(shop()).node();
    runChecks();

    assertThat(state(node)).isEqualTo(NodeState.ERROR);
    assertThat(get(node).reason()).isNotEmpty().doesNotContain("secret");
  }

  @Test
  void triesAnUnreadableRepositoryAgainAfterAWhile() {
    unreadable = new RepositoryException("host is down");
    Node node = nodes.initialize(shop()).node();
    runChecks();
    unreadable = null;

    clock.advance(Duration.ofMinutes(9));
    sweep();
    assertThat(checks).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    sweep();
    runChecks();

    assertThat(state(node)).isEqualTo(NodeState.ACTIVE);
    assertThat(get(node).reason()).isEmpty();
  }

  @Test
  void initializingAgainFindsTheNodeAndTriesAFailedRepositoryAtOnce() {
    unreadable = new RepositoryException("host is down");
    Node node = nodes.initialize(shop()).node();
    runChecks();
    unreadable = null;

    Node again = nodes.initialize(shop()).node();
    assertThat(again.id()).isEqualTo(node.id());
    assertThat(again.state()).isEqualTo(NodeState.INITIALIZING);
    runChecks();
    assertThat(state(node)).isEqualTo(NodeState.ACTIVE);
  }

  @Test
  void anotherBranchIsAnotherNodeAndAnotherDirectoryIsNot() {
    Node node = nodes.initialize(shop()).node();
    RepositoryLocation branch =
        new RepositoryLocation(SHOP.location(), Optional.of("next"), Optional.empty());
    RepositoryLocation directory =
        new RepositoryLocation(SHOP.location(), Optional.empty(), Optional.of("orders"));

    assertThat(nodes.initialize(shop(branch)).node().id()).isNotEqualTo(node.id());
    assertThat(nodes.initialize(shop(directory)).node().id()).isEqualTo(node.id());
    assertThat(get(node).repository()).isEqualTo(directory);
  }

  @Test
  void aCheckOfAPlaceThatTheNodeLeftMeanwhileChangesNothing() {
    unreadable = new RepositoryException("old place is bad");
    Node node = active();
    nodes
        .initialize(
            shop(new RepositoryLocation(SHOP.location(), Optional.empty(), Optional.of("a"))))
        .node();
    nodes
        .initialize(
            shop(new RepositoryLocation(SHOP.location(), Optional.empty(), Optional.of("b"))))
        .node();
    // Both are reached, then the one that was left is read.
    for (int i = 0; i < 3; i++) {
      checks.removeFirst().run();
    }

    assertThat(checked).hasSize(2);
    assertThat(state(node)).isEqualTo(NodeState.INITIALIZING);
  }

  @Test
  void isProcessingWhileAtLeastOneRepairIsUnderWay() {
    Node node = active();

    nodes.repairStarted(node.id());
    nodes.repairStarted(node.id());
    assertThat(state(node)).isEqualTo(NodeState.PROCESSING);
    nodes.repairEnded(node.id());
    assertThat(state(node)).isEqualTo(NodeState.PROCESSING);
    nodes.repairEnded(node.id());
    assertThat(state(node)).isEqualTo(NodeState.ACTIVE);
  }

  @Test
  void becomesProcessingWhenItsRepositoryIsReadWhileARepairIsUnderWay() {
    Node node = nodes.initialize(shop()).node();
    nodes.repairStarted(node.id());
    assertThat(state(node)).isEqualTo(NodeState.INITIALIZING);
    runChecks();

    assertThat(state(node)).isEqualTo(NodeState.PROCESSING);
  }

  @Test
  void isInactiveAfterAnHourOfSilenceAndActiveAtTheNextSignOfLife() {
    Node node = active();

    clock.advance(Duration.ofMinutes(59));
    sweep();
    assertThat(state(node)).isEqualTo(NodeState.ACTIVE);
    clock.advance(Duration.ofMinutes(1));
    sweep();
    assertThat(state(node)).isEqualTo(NodeState.INACTIVE);
    nodes.seen(node.id());
    assertThat(state(node)).isEqualTo(NodeState.ACTIVE);
    assertThat(get(node).lastSeen()).isEqualTo(clock.instant());
  }

  @Test
  void isNotInactiveWhileARepairIsUnderWay() {
    Node node = active();
    nodes.repairStarted(node.id());
    clock.advance(Duration.ofHours(2));
    sweep();
    assertThat(state(node)).isEqualTo(NodeState.PROCESSING);

    nodes.repairEnded(node.id());
    sweep();
    assertThat(state(node)).isEqualTo(NodeState.INACTIVE);
  }

  @Test
  void writesTrafficDownWhenItLooksThroughTheNodesAndWhatIsWrittenIsOld() {
    Node node = active();
    Instant first = get(node).lastSeen();

    clock.advance(Duration.ofMinutes(4));
    nodes.seen(node.id());
    sweep();
    assertThat(get(node).lastSeen()).isEqualTo(first);
    clock.advance(Duration.ofMinutes(1));
    nodes.seen(node.id());
    assertThat(get(node).lastSeen()).isEqualTo(first);
    sweep();
    assertThat(get(node).lastSeen()).isEqualTo(clock.instant());
  }

  @Test
  void whatWasHeardButNotWrittenDownKeepsANodeAwake() {
    Node node = active();
    clock.advance(Duration.ofMinutes(4));
    nodes.seen(node.id());

    clock.advance(Duration.ofMinutes(58));
    sweep();
    assertThat(state(node)).isEqualTo(NodeState.ACTIVE);
    clock.advance(Duration.ofMinutes(2));
    sweep();
    assertThat(state(node)).isEqualTo(NodeState.INACTIVE);
  }

  @Test
  void removesANodeThatWasInactiveForALongTime() {
    Node node = active();
    clock.advance(Duration.ofDays(30));
    sweep();
    assertThat(state(node)).isEqualTo(NodeState.INACTIVE);
    clock.advance(Duration.ofHours(1));
    sweep();

    assertThat(nodes.find(node.id())).isEmpty();
    assertThat(told).containsExactly("removed " + node.id());
  }

  @Test
  void keepsASilentNodeWhoseClientIsConnected() {
    Node node = active();
    clock.advance(Duration.ofDays(31));
    nodes.sweep(clock.instant(), id -> true);
    nodes.sweep(clock.instant(), id -> true);

    assertThat(state(node)).isEqualTo(NodeState.INACTIVE);
  }

  @Test
  void settingsChangedOnTheServerWinOverTheClientsAndTheOthersDoNot() {
    Node node = active();
    NodeSettings values =
        new NodeSettings(
            Mode.DEPLOY, new Threshold(Level.WARN, 7, Duration.ofHours(1)), 5, true, List.of("a"));

    nodes.update(node.id(), values, EnumSet.of(Setting.THRESHOLD_COUNT));
    Node again =
        nodes
            .initialize(
                new Registration(
                    "shop",
                    SHOP,
                    new NodeSettings(
                        Mode.DEPLOY,
                        new Threshold(Level.WARN, 3, Duration.ofMinutes(1)),
                        50,
                        true,
                        List.of("com.shop"))))
            .node();

    assertThat(again.settings())
        .isEqualTo(
            new NodeSettings(
                Mode.DEPLOY,
                new Threshold(Level.WARN, 7, Duration.ofMinutes(1)),
                50,
                true,
                List.of("com.shop")));
    assertThat(get(node).settings()).isEqualTo(again.settings());
  }

  @Test
  void everySettingCanBeChangedByItself() {
    NodeSettings values =
        new NodeSettings(
            Mode.DEPLOY, new Threshold(Level.WARN, 7, Duration.ofHours(1)), 5, true, List.of("a"));
    for (Setting setting : Setting.values()) {
      Node node = active();
      NodeSettings changed =
          nodes.update(node.id(), values, Set.of(setting)).orElseThrow().settings();

      assertThat(changed).as(setting.path()).isNotEqualTo(node.settings());
      Set<Setting> others = EnumSet.complementOf(EnumSet.of(setting));
      assertThat(Setting.takeAll(others, values, changed)).as(setting.path()).isEqualTo(values);
      assertThat(Setting.takeAll(others, node.settings(), values))
          .as(setting.path())
          .isEqualTo(changed);
      nodes.remove(node.id());
    }
  }

  @Test
  void aPathNamesOneSettingOrAllBelowIt() {
    assertThat(Setting.under("threshold"))
        .containsExactly(
            Setting.THRESHOLD_LEVEL, Setting.THRESHOLD_COUNT, Setting.THRESHOLD_WINDOW);
    assertThat(Setting.under("threshold.count")).containsExactly(Setting.THRESHOLD_COUNT);
    assertThat(Setting.under("thresh")).isEmpty();
    assertThat(Setting.under("")).isEmpty();
  }

  @Test
  void tellsOfChangedSettingsOnceAndNotOfUnchangedOnes() {
    Node node = active();

    nodes.update(node.id(), DEPLOY, EnumSet.of(Setting.MODE));
    nodes.update(node.id(), DEPLOY, EnumSet.of(Setting.MODE));
    nodes.initialize(shop());

    assertThat(told).containsExactly("settings DEPLOY");
  }

  @Test
  void updateOfAnUnknownNodeIsEmpty() {
    assertThat(nodes.update("nobody", DEPLOY, EnumSet.of(Setting.MODE))).isEmpty();
    assertThat(nodes.remove("nobody")).isFalse();
  }

  @Test
  void takesUpAfterARestartWhereTheProcessBeforeStopped() {
    Node processing = active();
    nodes.repairStarted(processing.id());
    Node cutOff = nodes.initialize(shop(RepositoryLocation.of("/srv/git/other"))).node();
    checks.clear();

    NodeManager restarted = manager();
    restarted.resume();
    runChecks();

    assertThat(state(processing)).isEqualTo(NodeState.ACTIVE);
    assertThat(state(cutOff)).isEqualTo(NodeState.ACTIVE);
  }

  private NodeManager manager() {
    NodeManager manager =
        new NodeManager(
            store,
            location -> {
              checked.add(location);
              RuntimeException failure = unreadable;
              if (failure != null) {
                throw failure;
              }
            },
            checks::add,
            new Ids(clock, new Random(1)),
            clock,
            NodeTimeouts.DEFAULT);
    manager.addListener(
        new NodeListener() {
          @Override
          public void settingsChanged(Node node) {
            told.add("settings " + node.settings().mode());
          }

          @Override
          public void removed(String nodeId) {
            told.add("removed " + nodeId);
          }
        });
    return manager;
  }

  private Node active() {
    RuntimeException before = unreadable;
    unreadable = null;
    Node node = nodes.initialize(shop()).node();
    runChecks();
    unreadable = before;
    return get(node);
  }

  private static Registration shop() {
    return shop(SHOP);
  }

  private static Registration shop(RepositoryLocation location) {
    return new Registration("shop", location, NodeSettings.DEFAULT);
  }

  private void runChecks() {
    while (!checks.isEmpty()) {
      checks.removeFirst().run();
    }
  }

  private void sweep() {
    nodes.sweep(clock.instant(), id -> false);
  }

  private Node get(Node node) {
    return nodes.find(node.id()).orElseThrow();
  }

  private NodeState state(Node node) {
    return get(node).state();
  }
}
