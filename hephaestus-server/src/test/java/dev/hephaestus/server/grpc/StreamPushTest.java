package dev.hephaestus.server.grpc;

import static dev.hephaestus.server.grpc.WireFixture.solution;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.hephaestus.proto.v1.Mode;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Solution;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.proto.v1.StreamLogsResponse.MessageCase;
import dev.hephaestus.proto.v1.UpdateNodeRequest;
import dev.hephaestus.proto.v1.VerdictLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server sends by itself: settings and solutions. */
final class StreamPushTest {
  private final WireFixture wire = new WireFixture();
  private final String node = wire.initialize();

  @AfterEach
  void stop() {
    wire.close();
  }

  @Test
  void changedSettingsArePushedToTheClientsOfTheNode() {
    StreamClient client = wire.connect(node, "web-1");
    wire.nodeService()
        .updateNode(
            UpdateNodeRequest.newBuilder()
                .setNodeId(node)
                .setSettings(Settings.newBuilder().setMode(Mode.MODE_DEPLOY))
                .setUpdateMask(FieldMask.newBuilder().addPaths("mode"))
                .build());

    StreamLogsResponse pushed = client.next(MessageCase.SETTINGS);
    assertThat(pushed.getSettings().getSettings().getMode()).isEqualTo(Mode.MODE_DEPLOY);
  }

  @Test
  void aSolutionReachesEveryClientOfItsNodeAndNoOther() {
    String otherNode =
        wire.nodeService()
            .initialize(
                WireFixture.initializeRequest().toBuilder()
                    .setResource(dev.hephaestus.proto.v1.Resource.newBuilder().setService("b"))
                    .build())
            .getNodeId();
    StreamClient one = wire.connect(node, "web-1");
    StreamClient two = wire.connect(node, "web-2");
    StreamClient stranger = wire.connect(otherNode, "web-3");

    int reached = wire.sessions.send(solution("s1", node), "http://localhost/solutions/s1");

    assertThat(reached).isEqualTo(2);
    Solution solution = one.next(MessageCase.SOLUTION).getSolution();
    assertThat(two.next(MessageCase.SOLUTION).getSolution()).isEqualTo(solution);
    assertThat(solution.getId()).isEqualTo("s1");
    assertThat(solution.getVerdict()).isEqualTo(VerdictLevel.VERDICT_LEVEL_REPRODUCED);
    assertThat(solution.getPatch()).contains("--- a/src/Cart.java", "-b", "+c", "+d");
    assertThat(solution.getLinesAdded()).isEqualTo(2);
    assertThat(solution.getLinesRemoved()).isEqualTo(1);
    assertThat(solution.getReproductionPath()).isEqualTo("src/test/CartTest.java");
    assertThat(solution.getLink()).isEqualTo("http://localhost/solutions/s1");
    assertThat(solution.getTitle()).contains("NullPointerException");
    assertThat(stranger.hasNothing()).isTrue();
  }

  @Test
  void aSolutionWithoutConnectedClientsReachesNobody() {
    assertThat(wire.sessions.send(solution("s1", node), "link")).isZero();
  }

  @Test
  void whatNobodyReceivedComesAfterTheWelcome() {
    wire.backlog.add(new SolutionBacklog.Waiting(solution("s1", node), "link-1"));
    wire.backlog.add(new SolutionBacklog.Waiting(solution("s2", node), "link-2"));

    StreamClient client = wire.connect(node, "web-1");

    assertThat(client.next(MessageCase.SOLUTION).getSolution().getId()).isEqualTo("s1");
    assertThat(client.next(MessageCase.SOLUTION).getSolution().getLink()).isEqualTo("link-2");
  }
}
