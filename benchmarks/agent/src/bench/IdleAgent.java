package bench;

import java.lang.instrument.Instrumentation;

/** An agent that does nothing: what the JVM itself takes for having one. */
public final class IdleAgent {

  private IdleAgent() {}

  /** Called by the JVM. */
  public static void premain(String arguments, Instrumentation instrumentation) {}
}
