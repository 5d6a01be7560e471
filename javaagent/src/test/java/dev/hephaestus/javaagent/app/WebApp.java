package dev.hephaestus.javaagent.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.slf4j.LoggerFactory;

/** A web application that logs an error when it starts, with the Logback that it brings. */
public final class WebApp implements ServletContextListener {

  /** Made by the container. */
  public WebApp() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    String path = event.getServletContext().getContextPath();
    try {
      start(path);
    } catch (IllegalStateException e) {
      LoggerFactory.getLogger(WebApp.class).error("Could not start {}", path, e);
    }
  }

  private static void start(String path) {
    throw new IllegalStateException("no database at " + path);
  }
}
