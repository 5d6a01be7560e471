package dev.hephaestus.javaagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class AgentArgumentsTest {

  @Test
  void becomeProperties() {
    assertThat(AgentArguments.parse("service=shop, hephaestus.endpoint=host:1").properties())
        .containsOnly(
            java.util.Map.entry("hephaestus.service", "shop"),
            java.util.Map.entry("hephaestus.endpoint", "host:1"));
  }

  @Test
  void valueMayHoldCommasAndEqualsSigns() {
    assertThat(AgentArguments.parse("packages=com.a,com.b,repository=https://h/r?x=1").properties())
        .containsEntry("hephaestus.packages", "com.a,com.b")
        .containsEntry("hephaestus.repository", "https://h/r?x=1");
  }

  @Test
  void noneAreFine() {
    assertThat(AgentArguments.parse(null).properties()).isEmpty();
    assertThat(AgentArguments.parse("").properties()).isEmpty();
    assertThat(AgentArguments.parse("nonsense,=x").properties()).isEmpty();
  }

  @Test
  void propertyThatIsSetWins() {
    Properties system = new Properties();
    system.setProperty("hephaestus.service", "set");
    AgentArguments.parse("service=argument,mode=deploy").fillInto(system);
    assertThat(system)
        .containsEntry("hephaestus.service", "set")
        .containsEntry("hephaestus.mode", "deploy");
  }
}
