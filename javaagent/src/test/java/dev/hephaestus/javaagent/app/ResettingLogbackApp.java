package dev.hephaestus.javaagent.app;

import ch.qos.logback.classic.BasicConfigurator;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import org.slf4j.LoggerFactory;

/**
 * Logs, then stops, resets and configures Logback anew as Spring Boot does, then logs its error.
 */
public final class ResettingLogbackApp {

  private ResettingLogbackApp() {}

  public static void main(String[] args) throws IOException {
    LoggerFactory.getLogger(ResettingLogbackApp.class).info("Before");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.stop();
    context.reset();
    BasicConfigurator configurator = new BasicConfigurator();
    configurator.setContext(context);
    configurator.configure(context);
    context.start();
    LogbackApp.main(args);
  }
}
