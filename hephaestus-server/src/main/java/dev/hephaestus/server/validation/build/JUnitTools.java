package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.Mount;
import dev.hephaestus.server.validation.sandbox.Outcome;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * JUnit's console launcher and the JUnit that old tests run on, fetched once from Maven Central
 * through Maven and kept.
 *
 * @param folder where the jars are
 */
record JUnitTools(Path folder) {

  private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:";
  static final String CONSOLE = "junit-platform-console-standalone-1.14.4.jar";
  static final String JUNIT4 = "junit-4.13.2.jar";
  static final String HAMCREST = "hamcrest-core-1.3.jar";

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

  /** Whether all of it is there. */
  boolean present() {
    return Files.isRegularFile(console()) && junit4().stream().allMatch(Files::isRegularFile);
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
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("pom.xml"), POM);
      sandbox.handOver(folder);
    } catch (IOException e) {
      throw new ValidationException("The folder " + folder + " cannot be written: " + e, e);
    }
    List<String> copy = List.of(PLUGIN + "copy-dependencies", "-DoutputDirectory=" + folder);
    Outcome outcome = maven.fetch(folder, copy);
    return present()
        ? ""
        : "JUnit could not be fetched from Maven Central ("
            + MavenOutput.complaint(outcome)
            + "), so no tests were run without the project's own build";
  }
}
