package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.delivery.Confidence;
import dev.hephaestus.server.delivery.Solution;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SolutionMapperTest {
  private static Solution solution(Confidence confidence) {
    Solution like = WireFixture.solution("s1", "node-1");
    return new Solution(
        like.id(),
        like.incidentId(),
        like.nodeId(),
        like.fingerprint(),
        like.title(),
        like.cause(),
        like.patch(),
        like.verdict(),
        like.origin(),
        like.repository(),
        like.baseCommit(),
        like.trace(),
        like.created(),
        confidence);
  }

  @Test
  void saysHowSureItIs() {
    Confidence confidence = new Confidence(0.874, List.of("A test showed the fault."));

    assertThat(SolutionMapper.solution(solution(confidence), "link").getConfidence())
        .isEqualTo(0.874);
  }

  @Test
  void aConfidenceThatNobodyEstimatedIsNotSaid() {
    assertThat(SolutionMapper.solution(solution(Confidence.UNKNOWN), "link").hasConfidence())
        .isFalse();
  }
}
