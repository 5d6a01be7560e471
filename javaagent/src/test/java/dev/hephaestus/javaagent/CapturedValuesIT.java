package dev.hephaestus.javaagent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.javaagent.app.CapturingApp;
import dev.hephaestus.proto.v1.CapturedValue;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Thrown;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;

/** What the packaged agent shows of the calls that a logged throwable passed through. */
class CapturedValuesIT {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  private FakeServer server;

  @BeforeEach
  void startServer() {
    server = FakeServer.start();
  }

  @AfterEach
  void stopServer() {
    server.stop();
  }

  @ParameterizedTest
  @MethodSource("dev.hephaestus.javaagent.AgentIT#javaHomes")
  void valuesComeAlongAcrossWrappingAndThreads(Path javaHome) throws Exception {
    ForkedApp.Outcome outcome = run(javaHome, "");
    assertThat(outcome.exit).isZero();
    assertThat(outcome.errors).hasSize(1);
    Thrown execution = logged();
    Thrown state = execution.getCause();
    Thrown argument = state.getCause();
    assertThat(shown(argument, "pay"))
        .containsExactly(
            "this=CapturingApp$Till(drawer=3)",
            "order=CapturingApp$Order(guest=Ada,items=List12(tea,),password=withheld)",
            "times=2");
    assertThat(shown(state, "order")).contains("table=7");
    assertThat(shown(execution, "serve")).contains("table=7");
  }

  @Test
  void nothingIsCapturedWhenThatIsSwitchedOff() throws Exception {
    assertThat(run(JAVA_HOME, ",captureValues=false").exit).isZero();
    assertThat(logged().getCause().getCause().getFramesList())
        .isNotEmpty()
        .allSatisfy(frame -> assertThat(frame.getValuesList()).isEmpty());
  }

  @Test
  void onlyConfiguredPackagesAreFollowed() throws Exception {
    assertThat(run(JAVA_HOME, ",packages=com.acme").exit).isZero();
    assertThat(logged().toString()).doesNotContain("guest");
  }

  private ForkedApp.Outcome run(Path javaHome, String more) throws Exception {
    return new ForkedApp(javaHome)
        .agent("service=forked,repository=/nowhere,endpoint=" + server.endpoint() + more)
        .option("-Dlogback.configurationFile=" + AgentIT.resource("logback.xml"))
        .on(LoggerContext.class, Appender.class, Logger.class)
        .runUntil(
            () -> assertThat(server.records()).anyMatch(LogRecord::hasThrown), CapturingApp.class);
  }

  private Thrown logged() {
    return server.records().stream()
        .filter(LogRecord::hasThrown)
        .findFirst()
        .orElseThrow()
        .getThrown();
  }

  private static List<String> shown(Thrown thrown, String method) {
    Frame frame =
        thrown.getFramesList().stream()
            .filter(each -> each.getMethod().equals(method))
            .findFirst()
            .orElseThrow();
    return frame.getValuesList().stream()
        .map(value -> value.getName() + "=" + text(value))
        .collect(Collectors.toList());
  }

  private static String text(CapturedValue value) {
    if (value.getRedacted()) {
      return "withheld";
    }
    if (value.getKindValue() < CapturedValue.Kind.KIND_ARRAY_VALUE) {
      return value.getText();
    }
    String type = value.getType().substring(value.getType().lastIndexOf('.') + 1);
    return value.getPartsList().stream()
        .map(part -> (part.getName().isEmpty() ? "" : part.getName() + "=") + text(part))
        .collect(Collectors.joining(",", type.replace("ImmutableCollections$", "") + "(", ")"));
  }
}
