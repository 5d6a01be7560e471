package dev.hephaestus.javaagent.capture;

import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application's own classes from libraries'.
 *
 * <p><i>Shape:</i> where packages are configured, these and no other. Else a class is the
 * application's when it comes from a folder of classes (as builds, {@code WEB-INF/classes} and
 * {@code BOOT-INF/classes} have them), or from a jar but in the main class's package.
 *
 * <p><i>Threads:</i> any.
 */
public final class ApplicationClasses {

  /** Never an application's own, wherever they lie. */
  private static final String[] LIBRARIES = {
    "java/",
    "javax/",
    "jakarta/",
    "jdk/",
    "sun/",
    "com/sun/",
    "oracle/",
    "kotlin/",
    "kotlinx/",
    "scala/",
    "groovy/",
    "org/codehaus/groovy/",
    "org/springframework/",
    "org/apache/catalina/",
    "org/apache/tomcat/",
    "org/apache/coyote/",
    "org/apache/logging/",
    "org/apache/commons/",
    "org/hibernate/",
    "org/eclipse/jetty/",
    "org/slf4j/",
    "ch/qos/logback/",
    "com/google/common/",
    "com/fasterxml/",
    "io/netty/",
    "io/opentelemetry/",
    "net/bytebuddy/",
    "org/objectweb/asm/",
    "org/junit/",
    "org/jspecify/",
    "dev/hephaestus/client/",
    "dev/hephaestus/logback/",
    "dev/hephaestus/log4j2/",
    "dev/hephaestus/proto/",
    "dev/hephaestus/scrubbing/",
  };

  private final @Nullable URL ownLocation;
  private final List<String> configured;
  private final MainPackage main;

  private ApplicationClasses(@Nullable URL ownLocation, List<String> configured, MainPackage main) {
    this.ownLocation = ownLocation;
    this.configured = configured;
    this.main = main;
  }

  /**
   * Looks at what the JVM was started with.
   *
   * @param packages the configured prefixes, separated by commas, or null
   * @param agent the domain of the agent's own classes
   */
  public static ApplicationClasses detected(
      @Nullable String packages, @Nullable String command, ProtectionDomain agent) {
    return new ApplicationClasses(location(agent), prefixes(packages), MainPackage.of(command));
  }

  /** Whether it is the application's; the name has slashes. */
  public boolean isOwn(String name, @Nullable ProtectionDomain domain) {
    if (!configured.isEmpty()) {
      return isAmong(configured, name) && !isGenerated(name);
    }
    for (String library : LIBRARIES) {
      if (name.startsWith(library)) {
        return false;
      }
    }
    if (isGenerated(name)) {
      return false;
    }
    URL location = location(domain);
    return location != null
        && !isOfTheAgent(location)
        && (isFolderOfClasses(location) || main.contains(name));
  }

  private boolean isOfTheAgent(URL location) {
    // Without URL's own equality, which looks up hosts.
    return ownLocation != null
        && location.getPath().equals(ownLocation.getPath())
        && location.getProtocol().equals(ownLocation.getProtocol());
  }

  /** Proxies and the like, which no source file shows. */
  private static boolean isGenerated(String name) {
    return name.contains("$$") || name.contains("$Proxy") || name.contains("$HibernateProxy");
  }

  /** Asked for each class that is loaded, so without putting the URL's text together. */
  private static boolean isFolderOfClasses(URL location) {
    String path = location.getPath();
    return path.endsWith("-INF/classes/")
        || path.endsWith("-INF/classes!/")
        || path.endsWith("-INF/classes/!/")
        || (path.endsWith("/") && location.getProtocol().equals("file"));
  }

  private static @Nullable URL location(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    return source == null ? null : source.getLocation();
  }

  private static boolean isAmong(List<String> prefixes, String name) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> prefixes(@Nullable String packages) {
    List<String> prefixes = new ArrayList<>();
    for (String given : packages == null ? new String[0] : packages.split(",", -1)) {
      String prefix = given.trim().replace('.', '/');
      if (!prefix.isEmpty()) {
        prefixes.add(prefix.endsWith("/") ? prefix : prefix + "/");
      }
    }
    return prefixes;
  }
}
