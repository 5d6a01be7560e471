package dev.hephaestus.server.store;

import static dev.hephaestus.server.store.TestObjects.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.NodeState;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of nodes does. */
abstract class NodeStoreContract {

  abstract NodeStore store();

  @Test
  void givesBackEveryFieldThatWasStored() {
    Node node = node("a");

    assertThat(store().addIfAbsent(node)).isEqualTo(node);
    assertThat(store().find("a")).contains(node);
    assertThat(store().find(node.tenant(), node.service(), node.repository())).contains(node);
  }

  @Test
  void givesBackANodeWithoutBranchAndFolder() {
    Node plain =
        new Node(
            "p",
            "plain",
            RepositoryLocation.of("/srv/plain.git"),
            NodeSettings.DEFAULT,
            NodeState.INITIALIZING,
            "",
            TestObjects.NOON,
            TestObjects.NOON);
    store().addIfAbsent(plain);

    assertThat(store().find("p")).contains(plain);
    assertThat(store().find(plain.tenant(), "plain", plain.repository())).contains(plain);
  }

  @Test
  void theFirstNodeOfAServiceRepositoryAndBranchStands() {
    Node first = node("a");
    store().addIfAbsent(first);
    Node second =
        new Node(
            "b",
            first.service(),
            first.repository(),
            NodeSettings.DEFAULT,
            NodeState.ACTIVE,
            "",
            first.created(),
            first.lastSeen());

    assertThat(store().addIfAbsent(second)).isEqualTo(first);
    assertThat(store().find("b")).isEmpty();
  }

  @Test
  void anotherBranchIsAnotherNode() {
    Node first = node("a");
    store().addIfAbsent(first);
    RepositoryLocation branch =
        new RepositoryLocation(
            first.repository().location(), Optional.of("next"), Optional.empty());

    assertThat(store().find(first.tenant(), first.service(), branch)).isEmpty();
  }

  @Test
  void listsInTheOrderOfIdsPageByPage() {
    for (String id : new String[] {"c", "a", "b"}) {
      store().addIfAbsent(node(id));
    }

    assertThat(store().list("", 2)).extracting(Node::id).containsExactly("a", "b");
    assertThat(store().list("b", 2)).extracting(Node::id).containsExactly("c");
    assertThat(store().list("c", 2)).isEmpty();
  }

  @Test
  void updatesANodeThatStandsAndNoOther() {
    Node node = node("a");
    store().addIfAbsent(node);
    Node changed = node.in(NodeState.ACTIVE, "").seen(node.lastSeen().plusSeconds(60));
    store().update(changed);
    store().update(node("gone"));

    assertThat(store().find("a")).contains(changed);
    assertThat(store().find("gone")).isEmpty();
  }

  @Test
  void whatWasRemovedComesBackUnderItsId() {
    store().addIfAbsent(node("a"));
    store().remove("a");

    assertThat(store().addIfAbsent(node("a").withId("b"))).isEqualTo(node("a"));
    assertThat(store().find("a")).isPresent();
    assertThat(store().find("b")).isEmpty();
    assertThat(store().addIfAbsent(node("a").withId("c")).id()).isEqualTo("a");
  }

  @Test
  void whatWasRemovedComesBackToItsTenantOnly() {
    store().addIfAbsent(ofTenant("a", "ours"));
    store().remove("a");

    assertThat(store().addIfAbsent(ofTenant("b", "theirs"))).isEqualTo(ofTenant("b", "theirs"));
    assertThat(store().addIfAbsent(ofTenant("c", "ours"))).isEqualTo(ofTenant("a", "ours"));
  }

  @Test
  void nodesOfAServiceAreThoseOfTheTenant() {
    store().addIfAbsent(ofTenant("a", "ours"));
    store().addIfAbsent(ofTenant("b", "theirs"));

    assertThat(store().ofService("ours", "tea")).containsExactly(ofTenant("a", "ours"));
    assertThat(store().ofService("ours", "another")).isEmpty();
    assertThat(store().ofService("nobody", "tea")).isEmpty();
  }

  @Test
  void aNodeComesBackThoughItsLocationHasALogin() {
    Node hidden = node("a").at(RepositoryLocation.of("https://user:secret@git.example/tea.git"));
    store().addIfAbsent(hidden);
    store().remove("a");

    assertThat(store().addIfAbsent(hidden.withId("b"))).isEqualTo(hidden);
  }

  private static Node ofTenant(String id, String tenant) {
    Node node = node(id);
    return new Node(
        id,
        "tea",
        node.repository(),
        node.settings(),
        node.state(),
        node.reason(),
        node.created(),
        node.lastSeen(),
        node.overridden(),
        tenant);
  }

  @Test
  void removesOnce() {
    store().addIfAbsent(node("a"));

    assertThat(store().remove("a")).isTrue();
    assertThat(store().remove("a")).isFalse();
    assertThat(store().find("a")).isEmpty();
  }
}
