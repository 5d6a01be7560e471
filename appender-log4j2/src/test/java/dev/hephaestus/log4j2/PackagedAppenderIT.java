package dev.hephaestus.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.client.testkit.ForkedApplication;
import dev.hephaestus.client.testkit.IsolatedApplication;
import dev.hephaestus.client.testkit.PackagedJar;
import dev.hephaestus.client.testkit.WirePairs;
import dev.hephaestus.log4j2.app.OwnLibraries;
import dev.hephaestus.log4j2.app.Till;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PackagedAppenderIT {
  private static final Path APPENDER = Path.of(System.getProperty("shaded.jar", ""));
  private static final Path JARS = Path.of(System.getProperty("application.jars", ""));
  private static final Path OLDER_JAVA = Path.of(System.getProperty("mavens.java.home", ""));
  private static final String WEB_APPLICATION = "log4j2.isWebapp";
  private static final long SEVEN_MEGABYTES = 7 << 20;

  private final FakeServer server = FakeServer.start();

  @AfterEach
  void forget() {
    System.clearProperty(WEB_APPLICATION);
  }

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void jarIsSmallAndHasNothingUnderANameOfOthers() throws Exception {
    PackagedJar jar = new PackagedJar(APPENDER);

    assertThat(jar.bytes()).isLessThanOrEqualTo(SEVEN_MEGABYTES);
    assertThat(jar.packages("", 3))
        .isSubsetOf(
            "dev.hephaestus.client",
            "dev.hephaestus.log4j2",
            "dev.hephaestus.scrubbing",
            "dev.hephaestus.shaded");
    assertThat(jar.foreignNames()).isEmpty();
    assertThat(jar.brokenServices()).isEmpty();
    assertThat(jar.attribute("Automatic-Module-Name")).isEqualTo("dev.hephaestus.log4j2");
  }

  @Test
  void log4jFindsTheAppenderByItsName() throws Exception {
    PackagedJar jar = new PackagedJar(APPENDER);

    assertThat(jar.text("META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat"))
        .contains("hephaestus", "dev.hephaestus.log4j2.HephaestusAppender");
  }

  @Test
  void jarRunsOnJava11() throws Exception {
    PackagedJar jar = new PackagedJar(APPENDER);

    assertThat(jar.classesNewerThan(11)).isEmpty();
    assertThat(jar.entries(name -> name.startsWith("META-INF/versions/"))).isEmpty();
    assertThat(jar.attribute("Multi-Release")).isNull();
  }

  @Test
  void jarNamesTheLicenseOfEachPartInIt() throws Exception {
    PackagedJar jar = new PackagedJar(APPENDER);
    String notice = jar.text("META-INF/NOTICE");

    assertThat(jar.text("META-INF/LICENSE")).contains("Apache License");
    assertThat(jar.packages("dev/hephaestus/shaded/google/", 5)).allMatch(notice::contains);
    assertThat(jar.packages("dev/hephaestus/shaded/", 4))
        .allMatch(part -> part.equals("dev.hephaestus.shaded.proto") || notice.contains(part));
  }

  @Test
  void pomOfTheJarHasNoDependencyThatApplicationsGet() throws Exception {
    assertThat(PackagedJar.transitiveDependencies(Path.of("dependency-reduced-pom.xml"))).isEmpty();
  }

  @Test
  void recordsArriveFromAnApplicationThatHasNothingElse() throws Exception {
    ForkedApplication.Outcome outcome =
        application(new ForkedApplication())
            .runUntil(this::everythingArrived, Till.class, server.endpoint());

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errors()).isEmpty();
    assertThat(server.messages())
        .containsExactly("Order of Ada has 3 items", "Payment 7 failed", "cents=\"1250\"");
  }

  @Test
  void recordsArriveFromAnApplicationOnMavensJava() throws Exception {
    ForkedApplication.Outcome outcome =
        application(new ForkedApplication(OLDER_JAVA))
            .runUntil(this::everythingArrived, Till.class, server.endpoint());

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errors()).isEmpty();
  }

  @Test
  void applicationKeepsItsOwnLibrariesOfOtherVersions() throws Exception {
    ForkedApplication.Outcome outcome =
        application(new ForkedApplication())
            .on(
                JARS.resolve("guava-31.1-jre.jar"),
                JARS.resolve("protobuf-java-3.25.8.jar"),
                JARS.resolve("grpc-api-1.58.0.jar"),
                JARS.resolve("grpc-core-1.58.0.jar"),
                JARS.resolve("okio-1.17.6.jar"))
            .runUntil(this::everythingArrived, OwnLibraries.class, server.endpoint());

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.output())
        .hasSize(4)
        .allMatch(line -> line.contains("/target/jars/"), "comes from the application");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everythingOfAnEventArrivesFromLog4j(String version) throws Exception {
    try (IsolatedApplication application = isolated(version)) {
      application.call(Till.class, "open", server.endpoint());
      await().untilAsserted(this::everythingArrived);
      application.call(Till.class, "close");
    }

    LogRecord failed = server.records().get(1);
    assertThat(failed.getMessage()).isEqualTo("Payment 7 failed");
    assertThat(failed.getTemplate()).isEqualTo("Payment {} failed");
    assertThat(failed.getArgumentsList()).containsExactly("7");
    assertThat(failed.getLevel()).isEqualTo(Level.LEVEL_ERROR);
    assertThat(WirePairs.map(failed.getMdcList())).isEqualTo(Map.of("order", "42"));
    assertThat(failed.getMarkersList()).isEqualTo(List.of("MONEY"));
    assertThat(failed.getThrown().getClassName()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failed.getThrown().getCause().getMessage()).isEqualTo("the line broke");
    assertThat(failed.getThrown().getSuppressed(0).getMessage()).isEqualTo("on the way");
    assertThat(WirePairs.map(server.records().get(2).getKeyValuesList()))
        .isEqualTo(Map.of("cents", "1250"));
  }

  @ParameterizedTest
  @MethodSource("versionsThatLetGo")
  void nothingHoldsAnApplicationThatWasUndeployed(String version) throws Exception {
    System.setProperty(WEB_APPLICATION, "true"); // Else Log4j itself stays, in a hook and threads.
    IsolatedApplication application = isolated(version);
    WeakReference<ClassLoader> loader = application.loader();
    application.call(Till.class, "open", server.endpoint());
    await().untilAsserted(this::everythingArrived);
    application.call(Till.class, "close");
    application.close();
    application = null;

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loader.get()).isNull();
            });
  }

  private void everythingArrived() {
    assertThat(server.records()).hasSize(3);
  }

  /** With Log4j 2.20 the loader stays, with the same jar of ours that all later ones let go of. */
  private static Stream<String> versionsThatLetGo() throws IOException {
    return versions().filter(version -> !version.startsWith("2.20."));
  }

  private static Stream<String> versions() throws IOException {
    try (Stream<Path> files = Files.list(JARS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("log4j-core-"))
          .map(name -> name.substring("log4j-core-".length(), name.length() - ".jar".length()))
          .sorted()
          .collect(Collectors.toList())
          .stream();
    }
  }

  private static IsolatedApplication isolated(String version) {
    return new IsolatedApplication(
        APPENDER,
        ForkedApplication.place(Till.class),
        JARS.resolve("log4j-api-" + version + ".jar"),
        JARS.resolve("log4j-core-" + version + ".jar"));
  }

  private static ForkedApplication application(ForkedApplication forked) {
    return forked.on(
        APPENDER,
        ForkedApplication.place(Till.class),
        ForkedApplication.place(LoggerContext.class),
        ForkedApplication.place(LogManager.class));
  }
}
