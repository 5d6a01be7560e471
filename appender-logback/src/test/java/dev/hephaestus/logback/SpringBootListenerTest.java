package dev.hephaestus.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import dev.hephaestus.client.testkit.FakeServer;
import dev.hephaestus.proto.v1.InitializeRequest;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

final class SpringBootListenerTest {
  private final FakeServer server = FakeServer.start();
  private final Logger root =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);

  @AfterEach
  void stop() {
    Appender<?> attached = root.getAppender("HEPHAESTUS");
    if (attached != null) {
      root.detachAppender("HEPHAESTUS");
      attached.stop();
    }
    server.close();
  }

  @Test
  void applicationWithARepositoryIsAttachedWithWhatItSaysOfItself() {
    prepared(
        Map.of(
            "hephaestus.endpoint", server.endpoint(),
            "hephaestus.repository", "/src/shop",
            "hephaestus.context-records", "7",
            "spring.application.name", "shop"));

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(server.initialized()).isNotEmpty());
    InitializeRequest request = server.initialized().get(0);
    assertThat(request.getResource().getService()).isEqualTo("shop");
    assertThat(request.getRepository().getLocation()).isEqualTo("/src/shop");
    assertThat(request.getSettings().getContextRecords()).isEqualTo(7);
  }

  @Test
  void applicationThatNamesNoRepositoryIsLeftAlone() {
    prepared(Map.of("spring.application.name", "shop"));

    assertThat(root.getAppender("HEPHAESTUS")).isNull();
  }

  private static void prepared(Map<String, Object> properties) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
    new SpringBootListener()
        .onApplicationEvent(
            new ApplicationEnvironmentPreparedEvent(
                new DefaultBootstrapContext(),
                new SpringApplication(SpringBootListenerTest.class),
                new String[0],
                environment));
  }
}
