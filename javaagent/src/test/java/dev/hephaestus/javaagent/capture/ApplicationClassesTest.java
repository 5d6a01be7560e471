package dev.hephaestus.javaagent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationClassesTest {

  private static final ProtectionDomain AGENT = from("file:/agent.jar");

  @Test
  void classesInFoldersAreTheApplications() {
    ApplicationClasses classes = detected("shop.Main");
    assertThat(classes.isOwn("bar/Till", from("file:/build/target/classes/"))).isTrue();
    assertThat(classes.isOwn("bar/Till", from("file:/tomcat/webapps/bar/WEB-INF/classes/")))
        .isTrue();
    assertThat(classes.isOwn("bar/Till", from("jar:file:/bar.jar!/BOOT-INF/classes!/"))).isTrue();
    assertThat(classes.isOwn("bar/Till", from("jar:nested:/bar.jar/!BOOT-INF/classes/!/")))
        .isTrue();
  }

  @Test
  void classesInJarsAreTheApplicationsInTheMainPackageOnly() {
    ApplicationClasses classes = detected("com.acme.shop.web.Main argument");
    assertThat(classes.isOwn("com/acme/shop/orders/Order", from("file:/orders.jar"))).isTrue();
    assertThat(classes.isOwn("com/acme/other/Order", from("file:/orders.jar"))).isFalse();
    assertThat(classes.isOwn("com/acme/shop/Proxy$$FastClass", from("file:/orders.jar"))).isFalse();
  }

  @Test
  void aWideOrEmptyMainPackageStandsForItselfOnly() {
    assertThat(detected("com.Main").isOwn("com/Order", from("file:/a.jar"))).isTrue();
    assertThat(detected("com.Main").isOwn("com/acme/Order", from("file:/a.jar"))).isFalse();
    assertThat(detected("Main").isOwn("Order", from("file:/a.jar"))).isTrue();
    assertThat(detected("Main").isOwn("com/Order", from("file:/a.jar"))).isFalse();
    assertThat(detected("").isOwn("Order", from("file:/a.jar"))).isFalse();
  }

  @Test
  void librariesAndTheAgentAreNot() {
    ApplicationClasses classes = detected("org.springframework.Main");
    assertThat(classes.isOwn("org/springframework/Main", from("file:/classes/"))).isFalse();
    assertThat(classes.isOwn("java/sql/Driver", null)).isFalse();
    assertThat(classes.isOwn("shop/Main", from("file:/agent.jar"))).isFalse();
    assertThat(classes.isOwn("shop/Main", null)).isFalse();
  }

  @Test
  void configuredPackagesAloneCount() {
    ApplicationClasses classes =
        ApplicationClasses.detected("com.acme, org.springframework.samples", "shop.Main", AGENT);
    assertThat(classes.isOwn("com/acme/Order", from("file:/a.jar"))).isTrue();
    assertThat(classes.isOwn("org/springframework/samples/Pet", from("file:/a.jar"))).isTrue();
    assertThat(classes.isOwn("com/acmeother/Order", from("file:/a.jar"))).isFalse();
    assertThat(classes.isOwn("shop/Main", from("file:/build/classes/"))).isFalse();
  }

  @Test
  void theStartClassOfALaunchedJarIsTheMainClass(@TempDir Path folder) throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.launcher.JarLauncher");
    manifest.getMainAttributes().putValue("Start-Class", "com.acme.shop.Main");
    Path jar = folder.resolve("shop.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    assertThat(detected(jar + " a b").isOwn("com/acme/shop/Order", from("file:/lib.jar"))).isTrue();
    assertThat(detected(jar + "").isOwn("org/launcher/Other", from("file:/lib.jar"))).isFalse();
  }

  private static ApplicationClasses detected(String command) {
    return ApplicationClasses.detected(null, command, AGENT);
  }

  private static ProtectionDomain from(String location) {
    try {
      String known = location.replace("jar:nested:", "jar:file:");
      return new ProtectionDomain(new CodeSource(new URL(known), (Certificate[]) null), null);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
