package dev.hephaestus.javaagent.app;

import java.io.IOException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/** Logs, then has Log4j 2 read its configuration anew, then logs its error. */
public final class ReconfiguringLog4j2App {

  private ReconfiguringLog4j2App() {}

  public static void main(String[] args) throws IOException {
    LogManager.getLogger(ReconfiguringLog4j2App.class).info("Before");
    ((LoggerContext) LogManager.getContext(false)).reconfigure();
    Log4j2App.main(args);
  }
}
