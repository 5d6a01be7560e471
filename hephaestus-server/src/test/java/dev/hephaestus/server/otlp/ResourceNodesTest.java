package dev.hephaestus.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeListener;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.Registration;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which node a resource belongs to. */
final class ResourceNodesTest {
  private final OtlpFixture fixture = new OtlpFixture();

  @Test
  void aRuleRegistersANodeOfTheServiceOnce() {
    String node = to(find("tea-shop"));

    assertThat(to(find("tea-shop"))).isEqualTo(node);
    assertThat(fixture.nodes.find(node).map(Node::service)).contains("tea-shop");
    assertThat(fixture.nodes.list("", 10)).hasSize(1);
  }

  @Test
  void aRuleCanNameTheNode() {
    assertThat(fixture.nodes.find(to(find("cups"))).map(Node::service)).contains("all-cups");
  }

  @Test
  void withoutARuleTheOneNodeOfTheServiceCounts() {
    Node node = initialize("coffee", "/srv/git/coffee");

    assertThat(to(find("coffee"))).isEqualTo(node.id());
  }

  @Test
  void twoNodesOfTheServiceAreToBeToldApart() {
    Node one = initialize("coffee", "/srv/git/coffee");
    initialize("coffee", "/srv/git/coffee2");

    assertThat(reason(find("coffee"))).contains("2 nodes", ResourceNodes.NODE);
    assertThat(to(find("coffee", Map.of(ResourceNodes.NODE, one.id())))).isEqualTo(one.id());
    assertThat(reason(find("coffee", Map.of(ResourceNodes.NODE, "x")))).contains("\"x\"");
  }

  @Test
  void servicesThatNobodyEndsCannotRegisterWithoutEnd() {
    find("tea-1");
    find("tea-2");

    assertThat(reason(find("tea-3"))).contains("otlp.maxNodes");
    assertThat(to(find("tea-1"))).isNotEmpty();
  }

  @Test
  void aNodeThatWasRemovedComesBack() {
    String before = to(find("tea-shop"));
    fixture.nodes.remove(before);

    assertThat(to(find("tea-shop"))).isEqualTo(before);
    assertThat(fixture.nodes.find(before)).isPresent();
  }

  @Test
  void anotherTenantsNodeIsAnsweredAsOneThatIsNotThere() {
    Node node = initialize("coffee", "/srv/git/coffee");
    Sender other = OtlpFixture.sender(scope("theirs", "*", true));

    assertThat(to(byId(node.id(), OtlpFixture.ANYBODY))).isEqualTo(node.id());
    assertThat(reason(byId(node.id(), other)))
        .isEqualTo(reason(byId("none", other)).replace("none", node.id()));
    assertThat(reason(fixture.resources.find(resource("coffee", Map.of()), other)))
        .isEqualTo(
            reason(fixture.resources.find(resource("milk", Map.of()), other))
                .replace("milk", "coffee"));
  }

  @Test
  void aNodeThatIsRegisteredIsTheSendersOwn() {
    String ours = to(find("tea-shop"));
    Sender other = OtlpFixture.sender(scope("theirs", "*", true));

    String theirs = to(fixture.resources.find(resource("tea-shop", Map.of()), other));

    assertThat(theirs).isNotEqualTo(ours);
    assertThat(fixture.nodes.find(theirs).map(Node::tenant)).contains("theirs");
    assertThat(to(find("tea-shop"))).isEqualTo(ours);
    assertThat(fixture.told)
        .extracting(AuditEvent::action, AuditEvent::target, AuditEvent::tenant)
        .containsExactly(
            tuple("node.created", ours, Scope.DEFAULT_TENANT),
            tuple("node.created", theirs, "theirs"));
  }

  @Test
  void aRuleOfATenantIsForItsSendersOnly() {
    Sender owner = OtlpFixture.sender(scope("owner", "*", true));
    Sender other = OtlpFixture.sender(scope("theirs", "*", true));

    String node = to(fixture.resources.find(resource("owned", Map.of()), owner));

    assertThat(fixture.nodes.find(node).map(Node::tenant)).contains("owner");
    assertThat(reason(fixture.resources.find(resource("owned", Map.of()), other)))
        .contains("no node is known");
  }

  @Test
  void otherTenantsNodesTakeNoRoom() {
    find("tea-1");
    find("tea-2");
    Sender other = OtlpFixture.sender(scope("theirs", "*", true));

    assertThat(to(fixture.resources.find(resource("tea-1", Map.of()), other))).isNotEmpty();
  }

  @Test
  void aCredentialForOtherRepositoriesNeitherReachesNorRegisters() {
    Node node = initialize("coffee", "/srv/git/coffee");
    Sender other = OtlpFixture.sender(scope(Scope.DEFAULT_TENANT, "/srv/git/milk*", true));

    assertThat(reason(byId(node.id(), other))).contains("not known");
    assertThat(reason(fixture.resources.find(resource("coffee", Map.of()), other)))
        .contains("no node is known");
    assertThat(reason(fixture.resources.find(resource("tea-shop", Map.of()), other)))
        .contains("not for the repository");
    assertThat(fixture.nodes.list("", 10)).extracting(Node::id).containsExactly(node.id());
  }

  @Test
  void aCredentialForSuggestionsRegistersNoNodeThatDeploys() {
    Sender other = OtlpFixture.sender(scope(Scope.DEFAULT_TENANT, "*", false));

    assertThat(reason(fixture.resources.find(resource("deployed", Map.of()), other)))
        .contains("mode suggest");
    assertThat(fixture.nodes.list("", 10)).isEmpty();
    assertThat(to(find("deployed"))).isNotEmpty();
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aNodeIsMadeWhileAnotherIsRemoved() throws InterruptedException {
    String gone = to(find("tea-1"));
    Thread maker = new Thread(() -> find("tea-2"));
    fixture.nodes.addListener(
        new NodeListener() {
          @Override
          public void settingsChanged(Node node) {
            // None are.
          }

          @Override
          public void removed(String id) {
            maker.start();
            await().until(() -> maker.getState() == Thread.State.BLOCKED);
            fixture.resources.removed(id);
          }
        });

    fixture.nodes.remove(gone);
    maker.join();

    assertThat(fixture.nodes.list("", 10)).extracting(Node::service).containsExactly("tea-2");
  }

  @Test
  void attributesOfAResourceHaveTheirFields() {
    String commit = "0123456789ABCDEF0123456789abcdef01234567";
    List<KeyValue> attributes =
        List.of(
            OtlpFixture.attribute("service.name", "tea"),
            OtlpFixture.attribute("service.version", "1.2"),
            OtlpFixture.attribute("vcs.ref.head.revision", commit),
            OtlpFixture.attribute("host.name", "web-1"),
            OtlpFixture.attribute("service.instance.id", "7f3"),
            OtlpFixture.attribute("telemetry.sdk.language", "java"));

    Resource resource = ResourceReader.read(attributes);

    assertThat(resource)
        .isEqualTo(
            new Resource(
                "tea",
                "1.2",
                commit.toLowerCase(java.util.Locale.ROOT),
                "web-1",
                Map.of("service.instance.id", "7f3", "telemetry.sdk.language", "java")));
    assertThat(ResourceReader.instance(resource)).isEqualTo("otlp/7f3");
    assertThat(ResourceReader.read(List.of()).service()).isEqualTo("unknown_service");
  }

  private Node initialize(String service, String repository) {
    return fixture
        .nodes
        .initialize(
            new Registration(service, RepositoryLocation.of(repository), NodeSettings.DEFAULT))
        .node();
  }

  private ResourceNodes.Route find(String service) {
    return find(service, Map.of());
  }

  private ResourceNodes.Route find(String service, Map<String, String> attributes) {
    return fixture.resources.find(resource(service, attributes), OtlpFixture.ANYBODY);
  }

  private ResourceNodes.Route byId(String id, Sender sender) {
    return fixture.resources.find(resource("coffee", Map.of(ResourceNodes.NODE, id)), sender);
  }

  private static Scope scope(String tenant, String pattern, boolean deploy) {
    return new Scope(tenant, Set.of(Role.INGEST), new RepositoryPatterns(List.of(pattern)), deploy);
  }

  private static Resource resource(String service, Map<String, String> attributes) {
    return new Resource(service, "", "", "", attributes);
  }

  private static String to(ResourceNodes.Route route) {
    assertThat(route).isInstanceOf(ResourceNodes.Route.To.class);
    return ((ResourceNodes.Route.To) route).nodeId();
  }

  private static String reason(ResourceNodes.Route route) {
    assertThat(route).isInstanceOf(ResourceNodes.Route.Nowhere.class);
    return ((ResourceNodes.Route.Nowhere) route).reason();
  }
}
