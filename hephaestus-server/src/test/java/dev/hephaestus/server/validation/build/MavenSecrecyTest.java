package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hephaestus.server.validation.sandbox.Limits;
import dev.hephaestus.server.validation.sandbox.Outcome;
import dev.hephaestus.server.validation.sandbox.Sandbox;
import dev.hephaestus.server.validation.sandbox.SandboxFinder;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What code of a project can read while Maven runs it. A program of ours stands in for Maven and
 * prints every file that it is told of, as a plugin or a test could.
 */
final class MavenSecrecyTest {
  private static final String LAUNCHER =
      """
      package org.codehaus.plexus.classworlds.launcher;
      import java.nio.file.*;
      public class Launcher {
        public static void main(String[] args) throws Exception {
          for (String name : args) {
            Path file = Path.of(name.startsWith("file:") ? name.substring(5) : name);
            boolean shown = file.isAbsolute() && Files.isReadable(file);
            System.out.println(name + " is " + (shown ? Files.readString(file) : "hidden"));
          }
        }
      }
      """;

  @TempDir Path temporary;
  private Path folder;
  private Path home;
  private Path project;
  private SandboxSession session;
  private MavenRunner maven;

  @BeforeEach
  void layOut() throws IOException {
    folder = temporary.toRealPath();
    home = folder.resolve("maven");
    project = Files.createDirectories(folder.resolve("run/tree"));
    Path run = folder.resolve("run");
    Sandbox sandbox = new SandboxFinder().find(Files.createDirectories(folder.resolve("probe")));
    assumeTrue(sandbox.confines(), "neither bwrap nor unshare works on this host");
    session = new SandboxSession(sandbox, Files.createDirectories(run.resolve("session")));
    session.handOver(project);
    install();
    Path user = write(folder.resolve("user/.m2/settings.xml"), settings("user-secret"));
    write(home.resolve("conf/settings.xml"), settings("global-secret"));
    MavenInstallation installation = new MavenInstallation(home, "3.9.16");
    Jdk jdk = Jdk.at(Path.of(System.getProperty("java.home"))).orElseThrow();
    Toolchain toolchain =
        new Toolchain(
            List.of(jdk),
            List.of(installation),
            folder.resolve("user/.m2/repository"),
            Optional.of(user));
    maven =
        new MavenRunner(
            installation,
            jdk,
            toolchain,
            folder.resolve("repository"),
            run,
            session,
            new Limits(Duration.ofMinutes(1), 1L << 30, 256, 1L << 28, 1 << 20));
  }

  @AfterEach
  void close() {
    session.close();
  }

  private static String settings(String secret) {
    return "<settings><servers><server><id>s</id><password>"
        + secret
        + "</password></server></servers><mirrors><mirror><id>s</id><mirrorOf>*</mirrorOf>"
        + "<url>https://mirror.example</url></mirror></mirrors></settings>";
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, text);
  }

  private void install() throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Path classes = folder.resolve("classes");
    Path source = write(folder.resolve("Launcher.java"), LAUNCHER);
    try (JavaCompile javac = new JavaCompile(StandardCharsets.UTF_8)) {
      assertThat(javac.compile(List.of(source), List.of(), List.of(), 17, classes)).isEmpty();
    }
    String name = "org/codehaus/plexus/classworlds/launcher/Launcher.class";
    Path boot = Files.createDirectories(home.resolve("boot"));
    try (OutputStream file = Files.newOutputStream(boot.resolve("plexus-classworlds-2.jar"));
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry(name));
      Files.copy(classes.resolve(name), jar);
    }
  }

  @Test
  void aBuildSeesSettingsWithoutTheirCredentialsAndTheirFilesNotAtAll() throws IOException {
    Path elsewhere = write(folder.resolve("elsewhere/a/1/a-1.jar"), "somebody's jar");

    Outcome outcome =
        maven.build(
            project,
            List.of(
                folder.resolve("user/.m2/settings.xml").toString(),
                home.resolve("conf/settings.xml").toString(),
                "file:" + elsewhere,
                "/etc/maven/settings.xml"));

    assertThat(outcome.output())
        .contains("<mirror>")
        .contains(home.resolve("conf/settings.xml") + " is hidden")
        .contains(folder.resolve("user/.m2/settings.xml") + " is hidden")
        .contains("file:" + elsewhere + " is hidden")
        .contains("/etc/maven/settings.xml is hidden")
        .doesNotContain("user-secret", "global-secret", "somebody's jar");
    assertThat(outcome.succeeded()).isTrue();
  }

  @Test
  void fetchingHasTheCredentialsThatItNeeds() {
    Outcome outcome = maven.fetch(project, List.of());

    assertThat(outcome.output()).contains("user-secret", "global-secret");
    assertThat(outcome.succeeded()).isTrue();
  }
}
