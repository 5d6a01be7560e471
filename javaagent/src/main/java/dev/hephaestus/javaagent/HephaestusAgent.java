package dev.hephaestus.javaagent;

import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's entry: {@code -javaagent:hephaestus-javaagent.jar[=key=value,key=value]}.
 *
 * <p><i>Shape:</i> arguments become system properties {@code hephaestus.*} unless those are set;
 * {@code hephaestus.enabled=false} switches the agent off.
 *
 * <p><i>Errors:</i> none reaches the application; what keeps the agent from working is one line on
 * standard error.
 */
public final class HephaestusAgent {

  private HephaestusAgent() {}

  /** Called by the JVM before the application's main method. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  /** Called by the JVM when the agent is attached to it while it runs. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  private static void start(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      AgentArguments.parse(arguments).fillInto(System.getProperties());
      if (!AgentSwitch.isOn()) {
        return;
      }
      AgentJar jar = AgentJar.own();
      hooks(jar).accept(instrumentation);
      Notice.print(jar.version() + " watches for Logback and Log4j 2");
    } catch (Throwable e) {
      Notice.print(
          "cannot start, the application runs without it: "
              + Notice.reasonOf(e)
              + "; check the -javaagent option and that the jar is whole");
    }
  }

  @SuppressWarnings("unchecked")
  private static Consumer<Instrumentation> hooks(AgentJar jar) throws ReflectiveOperationException {
    ClassLoader loader = new IsolatedClassLoader(jar, ClassLoader.getPlatformClassLoader());
    return (Consumer<Instrumentation>)
        loader
            .loadClass("dev.hephaestus.javaagent.hook.LoggingHooks")
            .getConstructor()
            .newInstance();
  }
}
