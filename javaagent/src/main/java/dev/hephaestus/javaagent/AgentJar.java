package dev.hephaestus.javaagent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own jar, and what is nested in it: each library in a folder under {@code isolated/},
 * its classes renamed to {@code .classdata}.
 *
 * <p><i>Threads:</i> any; it is open as long as the JVM runs.
 */
final class AgentJar {

  private static final String CLASS = ".class";
  private static final String NESTED = "isolated/";
  private static final String WEAVER = "org/objectweb/asm/";
  private static final List<String> WEAVERS_ROOT = List.of("isolated/asm-jar/");
  private static final String OWN_PACKAGES = "dev/hephaestus/javaagent/";

  private final JarFile jar;
  private final URL url;
  private final String version;
  private @Nullable List<String> roots;

  private AgentJar(JarFile jar, URL url, String version) {
    this.jar = jar;
    this.url = url;
    this.version = version;
  }

  static AgentJar own() throws IOException, URISyntaxException {
    URL url = ownDomain().getCodeSource().getLocation();
    JarFile jar = new JarFile(new File(url.toURI()), false);
    Manifest manifest = jar.getManifest();
    String version =
        manifest == null ? null : manifest.getMainAttributes().getValue("Implementation-Version");
    return new AgentJar(jar, url, version == null ? "development" : version);
  }

  /** The domain that isolated classes are defined in: the agent's own. */
  static ProtectionDomain ownDomain() {
    return AgentJar.class.getProtectionDomain();
  }

  /** Looked for only when a logging library is there: it takes a look at thousands of names. */
  private synchronized List<String> roots() {
    List<String> known = roots;
    if (known == null) {
      known = rootsOf(jar);
      roots = known;
    }
    return known;
  }

  private static List<String> rootsOf(JarFile jar) {
    Set<String> roots = new LinkedHashSet<>();
    for (JarEntry entry : Collections.list(jar.entries())) {
      String name = entry.getName();
      int end = name.startsWith(NESTED) ? name.indexOf('/', NESTED.length()) : -1;
      if (end > 0) {
        roots.add(name.substring(0, end + 1));
      }
    }
    return List.copyOf(roots);
  }

  String version() {
    return version;
  }

  /** The bytes of an isolated class, or null when it is not one of ours. */
  byte @Nullable [] isolatedClass(String className) throws IOException {
    return isolatedFile(className.replace('.', '/') + CLASS);
  }

  /** The bytes of a file in our own packages or the first nested library, or null. */
  byte @Nullable [] isolatedFile(String name) throws IOException {
    List<JarEntry> found = entries(name);
    if (found.isEmpty()) {
      return null;
    }
    try (InputStream in = jar.getInputStream(found.get(0))) {
      return in.readAllBytes();
    }
  }

  /** Where a resource of that name lies in the nested libraries, in their order. */
  List<URL> isolatedResources(String name) throws MalformedURLException {
    List<URL> found = new ArrayList<>();
    for (JarEntry entry : entries(name)) {
      found.add(new URL("jar:" + url + "!/" + entry.getName()));
    }
    return found;
  }

  private List<JarEntry> entries(String name) {
    if (name.startsWith(OWN_PACKAGES)) {
      JarEntry entry = jar.getJarEntry(name);
      return entry == null ? List.of() : List.of(entry);
    }
    List<JarEntry> found = new ArrayList<>();
    String nested = name.endsWith(CLASS) ? name + "data" : name;
    for (String root : name.startsWith(WEAVER) ? WEAVERS_ROOT : roots()) {
      JarEntry entry = jar.getJarEntry(root + nested);
      if (entry != null) {
        found.add(entry);
      }
    }
    return found;
  }
}
