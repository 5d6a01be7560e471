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

  private final @Nullable String ownLocation;
  private final List<String> configured;
  private final MainPackage main;

  private ApplicationClasses(
      @Nullable String ownLocation, List<String> configured, MainPackage main) {
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
    String location = location(domain);
    return location != null
        && !location.equals(ownLocation)
        && (isFolderOfClasses(location) || main.contains(name));
  }

  /** Proxies and the like, which no source file shows. */
  private static boolean isGenerated(String name) {
    return name.contains("$$") || name.contains("$Proxy") || name.contains("$HibernateProxy");
  }

  private static boolean isFolderOfClasses(String location) {
    return location.endsWith("-INF/classes/")
        || location.endsWith("-INF/classes!/")
        || location.endsWith("-INF/classes/!/")
        || (location.endsWith("/") && location.startsWith("file:"));
  }

  private static @Nullable String location(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL url = source == null ? null : source.getLocation();
    return url == null ? null : url.toString();
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
