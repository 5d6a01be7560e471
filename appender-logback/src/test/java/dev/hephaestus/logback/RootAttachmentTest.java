package dev.hephaestus.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.hephaestus.client.ClientOption;
import dev.hephaestus.client.testkit.FakeServer;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPLoggerFactory;

final class RootAttachmentTest {
  private final FakeServer server = FakeServer.start();
  private final LoggerContext context = new LoggerContext();
  private final Map<ClientOption, String> options =
      Map.of(
          ClientOption.ENDPOINT, server.endpoint(),
          ClientOption.SERVICE, "shop",
          ClientOption.REPOSITORY, "/src/shop");

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // For a busy machine.
  }

  @BeforeEach
  void start() {
    context.setMDCAdapter(MDC.getMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
    server.close();
  }

  @Test
  void attachedAppenderSendsWhatIsLogged() {
    assertThat(HephaestusAppender.attach(context, options::get)).isPresent();

    context.getLogger("shop.Checkout").error("attached");

    await().untilAsserted(() -> assertThat(server.messages()).containsExactly("attached"));
    assertThat(server.initialized().get(0).getResource().getService()).isEqualTo("shop");
  }

  @Test
  void contextThatHasOneBehindAnotherAppenderGetsNoSecond() {
    AsyncAppender async = new AsyncAppender();
    async.setContext(context);
    async.addAppender(new HephaestusAppender());
    Logger logger = context.getLogger("shop");
    logger.addAppender(async);

    assertThat(HephaestusAppender.attach(context, options::get)).isEmpty();
  }

  @Test
  void loggingThatIsNotLogbacksIsLeftAlone() {
    assertThat(RootAttachment.attach(new NOPLoggerFactory(), options::get)).isEmpty();
  }

  @Test
  void attachedTwiceIsAttachedOnce() {
    HephaestusAppender.attach(context, options::get);

    assertThat(HephaestusAppender.attach(context, options::get)).isEmpty();
  }
}
