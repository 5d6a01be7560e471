package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.DeliveryFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is said where nothing can be delivered, and what is not. */
final class DeliveryRefusalTest {
  private final DeliveryFixture at = new DeliveryFixture();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void saysThatTheTokenIsRefused() {
    at.hub.revoke(TOKEN);

    assertThat(at.refusal())
        .hasMessageContaining("cannot read acme/shop: the token")
        .hasMessageContaining("expired or been revoked")
        .returns(false, DeliveryException::isRetryable);
  }

  @Test
  void namesARepositoryThatIsNotThere() {
    Solution elsewhere =
        at.at("abc")
            .at(RepositoryLocation.of("http://" + at.hub.authority() + "/acme/none"))
            .solution();

    assertThat(at.refusal(elsewhere))
        .hasMessageContaining("acme/none")
        .hasMessageContaining("not there, or the token may not see it")
        .returns(false, DeliveryException::isRetryable);
  }

  @Test
  void namesThePermissionThatIsMissing() {
    at.hub.breakBy(call -> call.path().endsWith("/git/trees") ? HubFault.FORBIDDEN : HubFault.NONE);
    assertThat(at.refusal())
        .hasMessageContaining("acme/shop")
        .hasMessageContaining("\"Contents: write\"")
        .returns(false, DeliveryException::isRetryable);

    at.hub.breakBy(
        call ->
            call.toString().startsWith("POST") && call.path().endsWith("/pulls")
                ? HubFault.ACCESS_REVOKED
                : HubFault.NONE);
    assertThat(at.refusal()).hasMessageContaining("\"Pull requests: write\"");
  }

  @Test
  void saysWhenThereIsNoToken() {
    at.tokens = repository -> Optional.empty();

    assertThat(at.refusal()).hasMessageContaining("there is no token for acme/shop");
    assertThat(at.hub.calls()).isEmpty();
  }

  @Test
  void theTokenIsInNoLogNoExceptionAndNoText() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel();
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    root.addAppender(logged);
    root.setLevel(Level.TRACE);
    try (LoggedByTheJdk jdk = new LoggedByTheJdk()) {
      at.delivery().deliver(at.solution());
      at.hub.quirks().repeatsTokens = true;
      DeliveryException refusal = at.refusal();

      assertThat(refusal).hasMessageContaining("no, …, no");
      assertThat(trace(refusal)).doesNotContain(TOKEN);
      assertThat(logged.list.stream().map(ILoggingEvent::getFormattedMessage))
          .noneMatch(line -> line.contains(TOKEN));
      assertThat(jdk.lines()).noneMatch(line -> line.contains("Bearer"));
      assertThat(at.theOnlyPull().toString()).doesNotContain(TOKEN);
    } finally {
      root.setLevel(level);
      root.detachAppender(logged);
    }
  }

  @Test
  void handlesRepositoriesOfItsHostThatItHasATokenFor() {
    assertThat(at.delivery().handles(at.location())).isTrue();
    assertThat(at.delivery().handles(RepositoryLocation.of("https://git.example/o/r.git")))
        .isFalse();
    assertThatThrownBy(
            () ->
                at.delivery()
                    .deliver(
                        at.at("abc")
                            .at(RepositoryLocation.of("https://git.example/o/r.git"))
                            .solution()))
        .isInstanceOf(DeliveryException.class);
    at.tokens = repository -> Optional.empty();
    assertThat(at.delivery().handles(at.location())).isFalse();
  }

  private static String trace(Throwable throwable) {
    StringWriter trace = new StringWriter();
    throwable.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
