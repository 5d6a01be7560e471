package dev.hephaestus.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import dev.hephaestus.client.testkit.ForkedApplication;
import dev.hephaestus.client.testkit.PackagedAppenderContract;
import dev.hephaestus.logback.app.Till;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;

final class PackagedAppenderIT extends PackagedAppenderContract {
  PackagedAppenderIT() {
    super(
        Till.class,
        List.of("Order of Ada has 3 items", "Payment 7 failed"),
        LoggerContext.class,
        Status.class,
        Logger.class);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everythingOfAnEventArrivesAndNothingHoldsAnApplicationThatWasUndeployed(String version)
      throws Exception {
    WeakReference<ClassLoader> loader =
        deployAndUndeploy(
            JARS.resolve("logback-core-" + version + ".jar"),
            JARS.resolve("logback-classic-" + version + ".jar"),
            ForkedApplication.place(Logger.class));

    assertGone(loader);
  }

  private static Stream<String> versions() throws IOException {
    return versionsOf("logback-classic");
  }
}
