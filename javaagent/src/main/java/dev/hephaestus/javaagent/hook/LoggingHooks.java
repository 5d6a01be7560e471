package dev.hephaestus.javaagent.hook;

import dev.hephaestus.javaagent.Notice;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches for the classes of Logback and Log4j 2 that tell when a configuration changes, and has
 * advice woven into them.
 *
 * <p>Byte Buddy is loaded with the first of them: an application without either library pays one
 * look into a map for each class.
 */
public final class LoggingHooks implements ClassFileTransformer, Consumer<Instrumentation> {

  /** Which methods of which classes are followed. */
  private static final Map<String, Set<String>> FOLLOWED =
      Map.of(
          "ch/qos/logback/classic/LoggerContext", Set.of("<init>", "start", "reset", "stop"),
          "ch/qos/logback/classic/Logger", Set.of("addAppender"),
          "org/apache/logging/log4j/core/LoggerContext", Set.of("setConfiguration", "stop"));

  /** Called by reflection. */
  public LoggingHooks() {}

  @Override
  public void accept(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
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
      return Weaver.weave(name, methods, classFile, loader);
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
