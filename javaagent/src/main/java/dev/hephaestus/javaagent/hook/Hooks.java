package dev.hephaestus.javaagent.hook;

import dev.hephaestus.javaagent.AgentSwitch;
import dev.hephaestus.javaagent.capture.ApplicationClasses;
import dev.hephaestus.javaagent.capture.Rendering;
import java.lang.instrument.Instrumentation;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Puts the bridge into the bootstrap class loader and has classes woven as they are loaded: the
 * logging libraries' always, the application's own unless {@code captureValues} is false from the
 * start.
 */
public final class Hooks implements BiConsumer<Instrumentation, Consumer<Object[]>> {

  /** Called by reflection. */
  public Hooks() {}

  @Override
  public void accept(Instrumentation instrumentation, Consumer<Object[]> follower) {
    try {
      ApplicationClasses application =
          ApplicationClasses.detected(
              AgentSwitch.value("packages"),
              System.getProperty("sun.java.command"),
              Hooks.class.getProtectionDomain());
      BootClass bridge = BootClass.define(instrumentation);
      bridge.install(follower, new Rendering(application, instrumentation));
      LoggingHooks.into(instrumentation);
      if (AgentSwitch.isOn("captureValues")) {
        instrumentation.addTransformer(new ApplicationHooks(application));
      }
      Ticker.start(bridge, follower);
    } catch (Exception e) {
      throw new IllegalStateException("no bridge in the bootstrap class loader", e);
    }
  }
}
