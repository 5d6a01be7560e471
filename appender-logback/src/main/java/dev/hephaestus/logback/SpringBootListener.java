package dev.hephaestus.logback;

import dev.hephaestus.client.ClientOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Attaches the appender in a Spring Boot application that has {@code hephaestus.repository} among
 * its properties and no appender of ours in its logging configuration.
 *
 * <p><em>Shape:</em> found by Spring through {@code META-INF/spring.factories}; any {@link
 * ClientOption} is a property such as {@code hephaestus.context-records}. What is not said is taken
 * from the application: its name is the service, the package of its main class is its own code.
 *
 * <p><em>Errors:</em> none reaches the application; where its logging is not Logback, nothing is
 * done.
 */
final class SpringBootListener
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
  /** Right after Spring Boot's own listener has set up the logging. */
  private static final int AFTER_LOGGING = Ordered.HIGHEST_PRECEDENCE + 21;

  SpringBootListener() {}

  @Override
  public int getOrder() {
    return AFTER_LOGGING;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    Environment environment = event.getEnvironment();
    if (environment.getProperty(property(ClientOption.REPOSITORY)) == null) {
      return;
    }
    try {
      RootAttachment.attach(
          LoggerFactory.getILoggerFactory(),
          option -> value(option, environment, event.getSpringApplication()));
    } catch (RuntimeException | LinkageError unusable) {
      LoggerFactory.getLogger("dev.hephaestus").warn("Hephaestus is not attached", unusable);
    }
  }

  private static @Nullable String value(
      ClientOption option, Environment environment, SpringApplication application) {
    String configured = environment.getProperty(property(option));
    if (configured != null) {
      return configured;
    }
    switch (option) {
      case SERVICE:
        return environment.getProperty("spring.application.name");
      case PACKAGES:
        Class<?> main = application.getMainApplicationClass();
        return main == null ? null : main.getPackageName();
      default:
        return null;
    }
  }

  /** {@code hephaestus.context-records}, by which Spring Boot finds all other spellings. */
  private static String property(ClientOption option) {
    return "hephaestus." + option.key().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
