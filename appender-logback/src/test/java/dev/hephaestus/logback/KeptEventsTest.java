package dev.hephaestus.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.KeptEvent;
import dev.hephaestus.client.Queued;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

/**
 * Which events are kept as they are; what comes of those at the server, the appender's tests say.
 */
final class KeptEventsTest {
  private final LoggerContext context = new LoggerContext();
  private final LogbackEventReader reader = new LogbackEventReader();

  @BeforeEach
  void start() {
    context.setMDCAdapter(MDC.getMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
    MDC.clear();
  }

  private LoggingEvent event(@Nullable Throwable thrown, @Nullable Object... arguments) {
    Logger logger = context.getLogger("shop.Checkout");
    return new LoggingEvent("fqcn", logger, Level.INFO, "{} of {}", thrown, arguments);
  }

  @Test
  void aUsualEventIsKept() {
    assertThat(reader.readPlain(event(null, "A-4711", 2))).isInstanceOf(KeptEvent.class);
    assertThat(reader.readPlain(event(null))).isInstanceOf(KeptEvent.class);
    assertThat(reader.readPlain(event(null, "A-4711", null))).isInstanceOf(KeptEvent.class);
  }

  @Test
  void whatWasThrownIsCopiedAndNotKeptTwice() {
    Queued copy = reader.readPlain(event(new IllegalStateException("x"), "A-4711", 2));

    assertThat(copy).isInstanceOf(ClientRecord.class);
  }

  @Test
  void markersAreTheApplicationsAndReadAtOnce() {
    LoggingEvent event = event(null, "A-4711", 2);
    event.addMarker(MarkerFactory.getDetachedMarker("AUDIT"));

    assertThat(reader.readPlain(event)).isInstanceOf(ClientRecord.class);
  }

  @Test
  void moreArgumentsThanUsualAreCopied() {
    assertThat(reader.readPlain(event(null, 1, 2, 3, 4))).isInstanceOf(ClientRecord.class);
  }

  @Test
  void whatTakesTheApplicationsCodeIsNotTakenAsItIs() {
    LoggingEvent withPairs = event(null, "A-4711", 2);
    withPairs.setKeyValuePairs(List.of(new KeyValuePair("amount", 12.5)));

    assertThat(reader.readPlain(withPairs)).isNull();
    assertThat(reader.readPlain(event(null, new AtomicReference<>("may change")))).isNull();
    assertThat(reader.readPlain(LoggingEventVO.build(event(null, 1, 2)))).isNull();
    assertThat(reader.readPlain(new LoggingEvent() {})).isNull();
  }
}
