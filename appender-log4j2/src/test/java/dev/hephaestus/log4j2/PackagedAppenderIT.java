package dev.hephaestus.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.client.ClientOption;
import dev.hephaestus.client.testkit.PackagedAppenderContract;
import dev.hephaestus.log4j2.app.Till;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PackagedAppenderIT extends PackagedAppenderContract {
  private static final String WEB_APPLICATION = "log4j2.isWebapp";
  private static final String WITH_THE_THREAD = "2.20.";

  PackagedAppenderIT() {
    super(
        Till.class,
        List.of("Order of Ada has 3 items", "Payment 7 failed", "cents=\"1250\""),
        LoggerContext.class,
        LogManager.class);
  }

  @AfterEach
  void forget() {
    System.clearProperty(WEB_APPLICATION);
  }

  @Test
  void log4jFindsTheAppenderByItsName() throws Exception {
    assertThat(
            jar().text("META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat"))
        .contains("hephaestus", "dev.hephaestus.log4j2.HephaestusAppender");
  }

  @Test
  void nativeImagesAreToldOfEveryOption() throws Exception {
    assertThat(fieldsForNativeImages("dev.hephaestus.log4j2.HephaestusAppenderBuilder"))
        .containsAll(
            Stream.of(ClientOption.values()).map(ClientOption::key).collect(Collectors.toList()));
  }

  @ParameterizedTest
  @MethodSource("versionsThatLetGo")
  void everythingOfAnEventArrivesAndNothingHoldsAnApplicationThatWasUndeployed(String version)
      throws Exception {
    System.setProperty(WEB_APPLICATION, "true"); // Else Log4j itself stays, in a hook and threads.

    assertGone(log(version));
  }

  /** With any appender Log4j 2.20 keeps its fluent API's builder in a local of the thread. */
  @ParameterizedTest
  @MethodSource("versionsThatStayWithTheThread")
  void nothingHoldsAnApplicationThatWasUndeployedOnceItsThreadHasEnded(String version)
      throws Exception {
    System.setProperty(WEB_APPLICATION, "true");
    FutureTask<WeakReference<ClassLoader>> life = new FutureTask<>(() -> log(version));
    Thread thread = new Thread(life, "application");
    thread.start();
    thread.join();

    assertGone(life.get());
  }

  private WeakReference<ClassLoader> log(String version) throws Exception {
    return deployAndUndeploy(
        JARS.resolve("log4j-api-" + version + ".jar"),
        JARS.resolve("log4j-core-" + version + ".jar"));
  }

  private static Stream<String> versionsThatLetGo() throws IOException {
    return versionsOf("log4j-core").filter(version -> !version.startsWith(WITH_THE_THREAD));
  }

  private static Stream<String> versionsThatStayWithTheThread() throws IOException {
    return versionsOf("log4j-core").filter(version -> version.startsWith(WITH_THE_THREAD));
  }
}
