package dev.hephaestus.javaagent;

import java.lang.instrument.Instrumentation;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's entry: {@code -javaagent:hephaestus-javaagent.jar[=key=value,key=value]}.
 *
 * <p><i>Shape:</i> arguments become system properties {@code hephaestus.*} unless those are set;
 * {@code hephaestus.enabled=false} switches the agent off. Attached once more to a JVM that it runs
 * in, it only takes the arguments over: so it is switched while the application runs.
 *
 * <p><i>Errors:</i> none reaches the application; what keeps the agent from working is one line on
 * standard error.
 */
public final class HephaestusAgent {

  private HephaestusAgent() {}

  /** Called by the JVM before the application's main method. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(AgentArguments.parse(arguments), instrumentation);
  }

  /** Called by the JVM when the agent is attached to it while it runs. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    AgentArguments parsed = AgentArguments.parse(arguments);
    if (isRunning()) {
      parsed.putInto(System.getProperties());
    } else {
      start(parsed, instrumentation);
    }
  }

  private static void start(AgentArguments arguments, Instrumentation instrumentation) {
    try {
      arguments.fillInto(System.getProperties());
      if (!AgentSwitch.isOn("enabled") || isRunning()) {
        return;
      }
      AgentJar jar = AgentJar.own();
      hooks(jar).accept(instrumentation, new Attachments(jar));
      Notice.print(jar.version() + " watches for Logback, Log4j 2 and java.util.logging");
    } catch (Throwable e) {
      Notice.print(
          "cannot start, the application runs without it: "
              + Notice.reasonOf(e)
              + "; check the -javaagent option and that the jar is whole");
    }
  }

  /** Whether its bridge is there already. */
  private static boolean isRunning() {
    try {
      Class.forName("java.lang.HephaestusBridge", false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @SuppressWarnings("unchecked")
  private static BiConsumer<Instrumentation, Consumer<Object[]>> hooks(AgentJar jar)
      throws ReflectiveOperationException {
    ClassLoader loader = new IsolatedClassLoader(jar, ClassLoader.getPlatformClassLoader());
    return (BiConsumer<Instrumentation, Consumer<Object[]>>)
        loader.loadClass("dev.hephaestus.javaagent.hook.Hooks").getConstructor().newInstance();
  }
}
