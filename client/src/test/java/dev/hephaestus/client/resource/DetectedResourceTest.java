package dev.hephaestus.client.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("older-jvm")
final class DetectedResourceTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String OTHER = "f".repeat(40);
  private static final String CONTAINER = "ab12".repeat(16);

  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();
  @TempDir Path root;
  private URLClassLoader application;

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(root.resolve("classes/META-INF"));
    application = new URLClassLoader(new URL[] {root.resolve("classes").toUri().toURL()}, null);
  }

  @AfterEach
  void end() throws IOException {
    application.close();
  }

  private DetectedResource detected() {
    return DetectedResource.in(
        new Surroundings(environment::get, properties::get, root, application));
  }

  private void write(String path, String text) {
    try {
      Files.createDirectories(root.resolve(path).getParent());
      Files.writeString(root.resolve(path), text);
    } catch (IOException full) {
      throw new java.io.UncheckedIOException(full);
    }
  }

  private void jar(String name, Map<String, String> manifest) throws IOException {
    Manifest content = new Manifest();
    content.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach(content.getMainAttributes()::putValue);
    try (OutputStream out = Files.newOutputStream(root.resolve(name));
        JarOutputStream jar = new JarOutputStream(out, content)) {
      jar.finish();
    }
    properties.put("java.class.path", root.resolve(name).toString());
  }

  @Test
  void nothingAnywhereIsNoFault() {
    DetectedResource found = detected();

    assertThat(found.service()).isEmpty();
    assertThat(found.version()).isEmpty();
    assertThat(found.commit()).isEmpty();
    assertThat(found.pod()).isEmpty();
    assertThat(found.container()).isEmpty();
    assertThat(found.attributes()).containsOnlyKeys("process.creation.time");
  }

  @Test
  void theServiceIsNamedByTheApplicationThenByOpenTelemetryThenByItsBuild() throws IOException {
    jar("orders-service-1.4.2.jar", Map.of());
    assertThat(detected().service()).isEqualTo("orders-service");
    jar("orders-service-1.4.2.jar", Map.of("Implementation-Title", "Orders"));
    assertThat(detected().service()).isEqualTo("Orders");
    write("classes/META-INF/build-info.properties", "build.name=orders-build\nbuild.version=2.0");
    assertThat(detected().service()).isEqualTo("orders-build");
    environment.put("OTEL_RESOURCE_ATTRIBUTES", "service.name=from%20list,service.version=3");
    assertThat(detected().service()).isEqualTo("from list");
    assertThat(detected().version()).isEqualTo("3");
    environment.put("OTEL_SERVICE_NAME", "from-variable");
    assertThat(detected().service()).isEqualTo("from-variable");
    write("classes/application.properties", "spring.application.name=${unresolved}");
    assertThat(detected().service()).isEqualTo("from-variable");
    environment.put("SPRING_APPLICATION_NAME", "spring");
    assertThat(detected().service()).isEqualTo("spring");
  }

  @Test
  void theMainClassNamesAServiceWithoutAJar() {
    properties.put("java.class.path", "/opt/classes:/opt/lib/x.jar");
    properties.put("sun.java.command", "shop.OrderDesk --port 1");
    assertThat(detected().service()).isEqualTo("OrderDesk");
  }

  @Test
  void theCommitIsWhatTheBuildSaysThenWhatThePlatformSays() throws IOException {
    environment.put("GITHUB_SHA", OTHER);
    environment.put("GIT_COMMIT", "abc123"); // Short: it may be another one some day.
    assertThat(detected().commit()).isEqualTo(OTHER);
    jar("app.jar", Map.of("Implementation-SCM-Revision", COMMIT, "Implementation-Version", "1.2"));
    assertThat(detected().commit()).isEqualTo(COMMIT);
    assertThat(detected().version()).isEqualTo("1.2");
    write(
        "classes/git.properties",
        "git.commit.id.abbrev=aaaaaaa\ngit.commit.id.full=" + "a".repeat(40));
    assertThat(detected().commit()).isEqualTo("a".repeat(40));
    environment.put("OTEL_RESOURCE_ATTRIBUTES", "vcs.ref.head.revision=" + OTHER);
    assertThat(detected().commit()).isEqualTo(OTHER);
  }

  @Test
  void everyKnownVariableGivesTheCommit() {
    for (String name : new String[] {"CI_COMMIT_SHA", "SOURCE_VERSION", "RENDER_GIT_COMMIT"}) {
      environment.put(name, COMMIT);
      assertThat(detected().commit()).as(name).isEqualTo(COMMIT);
      environment.remove(name);
    }
  }

  @Test
  void podAndNamespaceComeFromTheDownwardApiElseFromWhatKubernetesMounts() {
    environment.put("HOSTNAME", "shop-7d9c-x2x4v");
    assertThat(detected().pod()).isEmpty();
    environment.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
    write("var/run/secrets/kubernetes.io/serviceaccount/namespace", "prod\n");
    assertThat(detected().pod()).isEqualTo("shop-7d9c-x2x4v");
    assertThat(detected().attributes()).containsEntry("k8s.namespace.name", "prod");
    environment.put("POD_NAME", "shop-0");
    environment.put("POD_NAMESPACE", "test");
    assertThat(detected().pod()).isEqualTo("shop-0");
    assertThat(detected().host()).isEqualTo("shop-7d9c-x2x4v");
    assertThat(detected().attributes()).containsEntry("k8s.namespace.name", "test");
  }

  @Test
  void theHostIsNamedByTheKernelWhereTheEnvironmentDoesNot() {
    write("proc/sys/kernel/hostname", "node7\n");
    assertThat(detected().host()).isEqualTo("node7");
  }

  @Test
  void theContainerIsFoundInBothGenerationsOfControlGroups() {
    write("proc/self/cgroup", "12:memory:/kubepods/burstable/pod1/" + CONTAINER + "\n");
    assertThat(detected().container()).isEqualTo(CONTAINER);
    write("proc/self/cgroup", "0::/system.slice/docker-" + CONTAINER + ".scope\n");
    assertThat(detected().container()).isEqualTo(CONTAINER);
    write("proc/self/cgroup", "0::/kubepods.slice/cri-containerd-" + CONTAINER + ".scope\n");
    assertThat(detected().container()).isEqualTo(CONTAINER);
    write("proc/self/cgroup", "0::/\n");
    assertThat(detected().container()).isEmpty();
    write(
        "proc/self/mountinfo",
        "1 2 0:1 / /sys rw\n9 8 254:1 /var/lib/docker/containers/"
            + CONTAINER
            + "/hostname /etc/hostname rw,relatime - ext4 /dev/vda1 rw\n");
    assertThat(detected().container()).isEqualTo(CONTAINER);
  }

  @Test
  void hostileSurroundingsAreBoundedAndNeverFail() throws IOException {
    environment.put(
        "OTEL_RESOURCE_ATTRIBUTES",
        "a=%zz,=x,,b," + "k=v,".repeat(5_000) + "c=" + "x".repeat(9_000));
    environment.put("HOSTNAME", "h".repeat(100_000));
    write("proc/self/cgroup", "x/".repeat(500_000));
    write("proc/self/mountinfo", "/containers/".repeat(50_000) + "/hostname");
    write("classes/git.properties", "git.commit.id=\\u00zz");
    write("classes/META-INF/build-info.properties", "x".repeat(300_000));
    Files.writeString(root.resolve("broken.jar"), "no jar");
    properties.put("java.class.path", root.resolve("broken.jar").toString());
    properties.put("sun.java.command", "\0../..:*");

    DetectedResource found = detected();

    assertThat(found.service()).isEqualTo("broken");
    assertThat(found.host()).hasSize(1024);
    assertThat(found.attributes()).hasSizeLessThan(80).containsEntry("a", "%zz");
    assertThat(found.attributes().values()).allSatisfy(v -> assertThat(v).hasSizeLessThan(1025));
  }

  @Test
  void whatHidesItselfIsAbsent() {
    Surroundings forbidden =
        new Surroundings(
            name -> {
              throw new SecurityException("no");
            },
            name -> {
              throw new SecurityException("no");
            },
            root,
            application);
    assertThat(DetectedResource.in(forbidden).service()).isEmpty();
  }

  @Test
  void thisProcessIsFoundOut() {
    DetectedResource found =
        DetectedResource.in(Surroundings.ofThisProcess(getClass().getClassLoader()));
    assertThat(found.host()).isNotEmpty();
    assertThat(found.attributes()).containsKeys("os.type", "host.arch", "process.creation.time");
  }
}
