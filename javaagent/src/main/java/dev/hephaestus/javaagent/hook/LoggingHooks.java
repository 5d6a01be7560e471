package dev.hephaestus.javaagent.hook;

import dev.hephaestus.javaagent.Notice;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches for the classes of the logging libraries that tell when a configuration changes, and has
 * them report to the bridge.
 *
 * <p><i>Threads:</i> any.
 */
final class LoggingHooks implements ClassFileTransformer {

  /** Which methods of which classes are followed. */
  private static final Map<String, Set<String>> FOLLOWED =
      Map.of(
          "ch/qos/logback/classic/LoggerContext", Set.of("<init>", "start", "reset", "stop"),
          "ch/qos/logback/classic/Logger", Set.of("addAppender"),
          "org/apache/logging/log4j/core/LoggerContext", Set.of("setConfiguration", "stop"),
          "java/util/logging/Logger", Set.of("getLogger"),
          "java/util/logging/LogManager", Set.of("readConfiguration", "reset"));

  /** Follows what is there and what comes. */
  static void into(Instrumentation instrumentation) {
    instrumentation.addTransformer(new LoggingHooks(), true);
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (FOLLOWED.containsKey(loaded.getName().replace('.', '/'))) {
        retransform(instrumentation, loaded);
      }
    }
  }

  private static void retransform(Instrumentation instrumentation, Class<?> loaded) {
    try {
      instrumentation.retransformClasses(loaded);
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException(loaded + " is loaded already and cannot be changed", e);
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    Set<String> methods = className == null ? null : FOLLOWED.get(className);
    if (methods == null || className == null) {
      return null;
    }
    String name = className.replace('/', '.');
    try {
      return ReturningWeaver.weave(name, methods, classFile);
    } catch (Throwable e) {
      Notice.print(
          "cannot follow "
              + name
              + ": "
              + Notice.reasonOf(e)
              + "; add the appender to the logging configuration instead");
      return null;
    }
  }
}
