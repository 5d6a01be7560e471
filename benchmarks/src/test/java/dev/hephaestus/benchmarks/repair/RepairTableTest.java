package dev.hephaestus.benchmarks.repair;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.benchmarks.repair.Repair.Judgement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepairTableTest {
  private final RepairTable table = new RepairTable();

  @Test
  void countsOnlyWhatTheHiddenTestAndItsClassAccept() {
    add("reproduced", Judgement.RIGHT);
    add("reproduced", Judgement.RIGHT);
    add("reproduced", Judgement.BREAKS);
    add("reproduced", Judgement.WRONG);
    add("tested", Judgement.WRONG);

    assertThat(table.precision("reproduced")).isEqualTo(0.5);
    assertThat(table.precision("tested")).isZero();
    assertThat(table.precision("compiles")).isNaN();
  }

  @Test
  void readsWhatTheJudgePrints() throws Exception {
    ObjectMapper json = new ObjectMapper();

    assertThat(Judge.judgement(json.readTree("{\"trigger\":\"pass\",\"class_failed\":[]}")))
        .isEqualTo(Judgement.RIGHT);
    assertThat(Judge.judgement(json.readTree("{\"trigger\":\"pass\",\"class_failed\":[\"a\"]}")))
        .isEqualTo(Judgement.BREAKS);
    assertThat(Judge.judgement(json.readTree("{\"compiles\":false}"))).isEqualTo(Judgement.WRONG);
  }

  private void add(String verdict, Judgement judgement) {
    table.add(new Repair("case", verdict, "", Double.NaN, Duration.ofSeconds(1), judgement));
  }
}
