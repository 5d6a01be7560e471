package dev.hephaestus.client.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.LogRecord;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What holds of every appender's packaged jar, in applications that have it and their logging only.
 */
public abstract class PackagedAppenderContract {
  /** The jars that applications may have. */
  protected static final Path JARS = Path.of(System.getProperty("application.jars", ""));

  private static final Path APPENDER = Path.of(System.getProperty("shaded.jar", ""));
  private static final Path OLDER_JAVA = Path.of(System.getProperty("mavens.java.home", ""));
  private static final long SEVEN_MEGABYTES = 7 << 20;

  private final FakeServer server = FakeServer.start();
  private final Class<?> till;
  private final List<String> messages;
  private final List<Path> dependencies;

  /**
   * For one appender.
   *
   * @param till an application: {@code main} and {@code open} take the endpoint and log, {@code
   *     close} stops the logging
   * @param messages what it logs
   * @param dependencies where the classes of its logging are
   */
  protected PackagedAppenderContract(
      Class<?> till, List<String> messages, Class<?>... dependencies) {
    this.till = till;
    this.messages = messages;
    this.dependencies =
        Stream.of(dependencies).map(ForkedApplication::place).collect(Collectors.toList());
  }

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The jar. */
  protected static PackagedJar jar() {
    return new PackagedJar(APPENDER);
  }

  /** The fields of a class that native images are told of. */
  protected static Set<String> fieldsForNativeImages(String type) throws IOException {
    return NativeImageMetadata.of(APPENDER).fields(type);
  }

  /** The versions of a jar that applications may have. */
  protected static Stream<String> versionsOf(String artifact) throws IOException {
    try (Stream<Path> files = Files.list(JARS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(artifact + "-"))
          .map(name -> name.substring(artifact.length() + 1, name.length() - ".jar".length()))
          .sorted()
          .collect(Collectors.toList())
          .stream();
    }
  }

  @Test
  void jarIsSmallAndHasNothingUnderANameOfOthers() throws Exception {
    assertThat(jar().bytes()).isLessThanOrEqualTo(SEVEN_MEGABYTES);
    assertThat(jar().packages("", 3))
        .isSubsetOf(
            "dev.hephaestus.client", module(), "dev.hephaestus.scrubbing", "dev.hephaestus.shaded");
    assertThat(jar().foreignNames()).isEmpty();
    assertThat(jar().brokenServices()).isEmpty();
    assertThat(jar().attribute("Automatic-Module-Name")).isEqualTo(module());
  }

  @Test
  void jarRunsOnJava11() throws Exception {
    assertThat(jar().classesNewerThan(11)).isEmpty();
    assertThat(jar().entries(name -> name.startsWith("META-INF/versions/"))).isEmpty();
    assertThat(jar().attribute("Multi-Release")).isNull();
  }

  @Test
  void jarNamesTheLicenseOfEachPartInIt() throws Exception {
    String notice = jar().text("META-INF/NOTICE");

    assertThat(jar().text("META-INF/LICENSE")).contains("Apache License");
    assertThat(jar().packages("dev/hephaestus/shaded/google/", 5)).allMatch(notice::contains);
    assertThat(jar().packages("dev/hephaestus/shaded/", 4))
        .allMatch(part -> part.equals("dev.hephaestus.shaded.proto") || notice.contains(part));
  }

  @Test
  void pomOfTheJarHasNoDependencyThatApplicationsGet() throws Exception {
    assertThat(PackagedJar.transitiveDependencies(Path.of("dependency-reduced-pom.xml"))).isEmpty();
  }

  /**
   * A name that was not changed with its class, or one that is gone, fails in a native image only.
   */
  @Test
  void nativeImagesAreToldOfWhatThereIs() throws Exception {
    NativeImageMetadata metadata = NativeImageMetadata.of(APPENDER);

    assertThat(metadata.types())
        .contains(module() + ".HephaestusAppender", SSLSocket.class.getName());
    assertThat(metadata.missing(dependencies)).isEmpty();
  }

  /**
   * As far as it can be told from the classes; what is found by reflection upon things that are not
   * named, GraalVM's builder and those who run it have to find.
   */
  @Test
  void nativeImagesAreToldOfWhatIsLoadedByItsName() throws Exception {
    NativeImageMetadata metadata = NativeImageMetadata.of(APPENDER);

    assertThat(jar().classesLoadedByName()).isNotEmpty().isSubsetOf(metadata.types());
  }

  @Test
  void nativeImagesAreToldOfEveryFileThatTheResourceIsFoundOutFrom() throws Exception {
    NativeImageMetadata metadata = NativeImageMetadata.of(APPENDER);

    assertThat(
            jar()
                .fileNames(
                    name -> name.startsWith("dev/hephaestus/client/resource/"),
                    Pattern.compile("[\\w/.-]+\\.(?:properties|MF)")))
        .contains("git.properties")
        .allMatch(metadata::includes);
  }

  @Test
  void recordsArriveFromAnApplicationOnMavensJava() throws Exception {
    ForkedApplication.Outcome outcome =
        application(OLDER_JAVA).runUntil(this::everythingArrived, till, server.endpoint());

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errors()).isEmpty();
    assertThat(server.messages()).isEqualTo(messages);
  }

  @Test
  void recordsArriveFromAnApplicationThatHasNothingElse() throws Exception {
    ForkedApplication.Outcome outcome =
        application(ownJava()).runUntil(this::everythingArrived, till, server.endpoint());

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errors()).isEmpty();
    assertThat(server.messages()).isEqualTo(messages);
  }

  @Test
  void applicationKeepsItsOwnLibrariesOfOtherVersions() throws Exception {
    ForkedApplication.Outcome outcome =
        application(ownJava())
            .on(
                ForkedApplication.place(OwnLibraries.class),
                JARS.resolve("guava-31.1-jre.jar"),
                JARS.resolve("protobuf-java-3.25.8.jar"),
                JARS.resolve("grpc-api-1.58.0.jar"),
                JARS.resolve("grpc-core-1.58.0.jar"),
                JARS.resolve("okio-1.17.6.jar"))
            .runUntil(
                this::everythingArrived, OwnLibraries.class, till.getName(), server.endpoint());

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.output())
        .hasSize(4)
        .allMatch(line -> line.contains("/target/jars/"), "comes from the application");
  }

  /**
   * Deploys an application on other versions of its logging, lets it log, checks that all of it
   * arrived, and undeploys it.
   *
   * @return its class loader, as long as anything holds it
   */
  protected final WeakReference<ClassLoader> deployAndUndeploy(Path... logging) throws Exception {
    List<Path> places = new ArrayList<>(List.of(APPENDER, ForkedApplication.place(till)));
    places.addAll(List.of(logging));
    try (IsolatedApplication application = new IsolatedApplication(places.toArray(new Path[0]))) {
      application.call(till, "open", server.endpoint());
      await().untilAsserted(this::everythingArrived);
      application.call(till, "close");
      assertWhole(server.records());
      return application.loader();
    }
  }

  /** The loader goes when garbage is collected. */
  protected static void assertGone(WeakReference<ClassLoader> loader) {
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loader.get()).isNull();
            });
  }

  private void assertWhole(List<LogRecord> records) {
    LogRecord failed = records.get(1);
    assertThat(failed.getMessage()).isEqualTo("Payment 7 failed");
    assertThat(failed.getTemplate()).isEqualTo("Payment {} failed");
    assertThat(failed.getArgumentsList()).containsExactly("7");
    assertThat(failed.getLevel()).isEqualTo(Level.LEVEL_ERROR);
    assertThat(WirePairs.map(failed.getMdcList())).isEqualTo(Map.of("order", "42"));
    assertThat(failed.getMarkersList()).isEqualTo(List.of("MONEY"));
    assertThat(failed.getThrown().getClassName()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failed.getThrown().getCause().getMessage()).isEqualTo("the line broke");
    assertThat(failed.getThrown().getSuppressed(0).getMessage()).isEqualTo("on the way");
    assertThat(WirePairs.map(records.get(messages.size() - 1).getKeyValuesList()))
        .isEqualTo(Map.of("cents", "1250"));
  }

  private void everythingArrived() {
    assertThat(server.records()).hasSize(messages.size());
  }

  /** Its name is that of the package of the test. */
  private String module() {
    return getClass().getPackageName();
  }

  private static Path ownJava() {
    return Path.of(System.getProperty("java.home"));
  }

  private ForkedApplication application(Path javaHome) {
    return new ForkedApplication(javaHome)
        .on(APPENDER, ForkedApplication.place(till))
        .on(dependencies.toArray(new Path[0]));
  }
}
