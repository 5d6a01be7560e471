package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.Mount;
import dev.hephaestus.server.validation.sandbox.Outcome;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tests are run with: JUnit's launcher, the JUnit that old tests run on and the engine for
 * TestNG, fetched once from Maven Central through Maven and kept, and the program of our own that
 * serves them.
 *
 * @param folder where the jars are
 */
record JUnitTools(Path folder) {

  private static final Logger LOG = LoggerFactory.getLogger(JUnitTools.class);
  private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:";
  static final String CONSOLE = "junit-platform-console-standalone-1.14.4.jar";
  static final String JUNIT4 = "junit-4.13.2.jar";
  static final String HAMCREST = "hamcrest-core-1.3.jar";
  static final String TESTNG_ENGINE = "testng-engine-1.0.6.jar";
  private static final String SERVER = "TestServer.java";
  private static final int OLDEST_RELEASE = 8;

  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>dev.hephaestus.tools</groupId>
        <artifactId>junit</artifactId>
        <version>1</version>
        <dependencies>
          <dependency>
            <groupId>org.junit.platform</groupId>
            <artifactId>junit-platform-console-standalone</artifactId>
            <version>1.14.4</version>
          </dependency>
          <dependency>
            <groupId>junit</groupId>
            <artifactId>junit</artifactId>
            <version>4.13.2</version>
          </dependency>
          <dependency>
            <groupId>org.junit.support</groupId>
            <artifactId>testng-engine</artifactId>
            <version>1.0.6</version>
          </dependency>
        </dependencies>
      </project>
      """;

  /** The launcher, which holds JUnit 5 and the engines. */
  Path console() {
    return folder.resolve(CONSOLE);
  }

  /** JUnit 4.13, which holds JUnit 3 too. */
  List<Path> junit4() {
    return List.of(folder.resolve(JUNIT4), folder.resolve(HAMCREST));
  }

  /** What comes before a project's class path to run its tests, the program among it. */
  List<Path> launcher(List<Path> classPath) {
    List<Path> path = new ArrayList<>(List.of(server(), console()));
    if (usesTestNg(classPath) && Files.isRegularFile(folder.resolve(TESTNG_ENGINE))) {
      path.add(folder.resolve(TESTNG_ENGINE));
    }
    return path;
  }

  private static boolean usesTestNg(List<Path> classPath) {
    return classPath.stream()
        .anyMatch(jar -> String.valueOf(jar.getFileName()).startsWith("testng-"));
  }

  /** Fetches TestNG's engine where it is missing and the class path has tests for it. */
  void fetchTestNg(MavenRunner maven, SandboxSession sandbox, List<Path> classPath) {
    if (usesTestNg(classPath) && !Files.isRegularFile(folder.resolve(TESTNG_ENGINE))) {
      copyDependencies(maven, sandbox);
    }
  }

  /** Whether all of it is there; TestNG's engine is missed only by projects that use it. */
  boolean present() {
    return Files.isRegularFile(console()) && junit4().stream().allMatch(Files::isRegularFile);
  }

  /** The folder with the compiled program, compiled when it is not there. */
  private Path server() {
    try (InputStream in = JUnitTools.class.getResourceAsStream(SERVER)) {
      byte[] source = Objects.requireNonNull(in, SERVER).readAllBytes();
      Path classes = folder.resolve("server-" + Integer.toHexString(Arrays.hashCode(source)));
      if (!Files.isDirectory(classes)) {
        compile(source, classes);
      }
      return classes;
    } catch (IOException e) {
      throw new ValidationException("The test server cannot be written to " + folder + ": " + e, e);
    }
  }

  /** For the oldest Java that tests may have to run on. */
  private void compile(byte[] source, Path classes) throws IOException {
    Path draft = Files.createTempDirectory(folder, "draft");
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = Files.write(draft.resolve(SERVER), source);
    try (JavaCompile javac = new JavaCompile(StandardCharsets.UTF_8)) {
      List<JavaCompile.Fault> faults =
          javac.compile(List.of(file), List.of(console()), List.of(), OLDEST_RELEASE, draft);
      if (!faults.isEmpty()) {
        throw new ValidationException("The test server does not compile: " + faults.get(0));
      }
    }
    try {
      Files.move(draft, classes, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      LOG.debug("another one was sooner: {}", e.getMessage());
    }
  }

  /** What a program needs to see to use it. */
  Mount mount() {
    return Mount.readOnly(folder);
  }

  /** Fetches what is missing; what went wrong where that fails, in one sentence, else empty. */
  String fetch(MavenRunner maven, SandboxSession sandbox) {
    if (present()) {
      return "";
    }
    Outcome outcome = copyDependencies(maven, sandbox);
    return present()
        ? ""
        : "JUnit could not be fetched from Maven Central ("
            + MavenOutput.complaint(outcome)
            + "), so no tests were run without the project's own build";
  }

  private Outcome copyDependencies(MavenRunner maven, SandboxSession sandbox) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("pom.xml"), POM);
      sandbox.handOver(folder);
    } catch (IOException e) {
      throw new ValidationException("The folder " + folder + " cannot be written: " + e, e);
    }
    List<String> copy = List.of(PLUGIN + "copy-dependencies", "-DoutputDirectory=" + folder);
    return maven.fetch(folder, copy);
  }
}
