package dev.hephaestus.server.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EchoesTest {
  private static final List<Frame> STACK =
      List.of(
          Frame.of("shop.Cart", "total", "Cart.java", 10),
          Frame.of("shop.Till", "pay", "Till.java", 20),
          Frame.of("shop.Api", "post", "Api.java", 30));

  private final Echoes echoes = new Echoes();
  private long position;

  @Test
  void oneThrowableLoggedOnItsWayUpIsSeenOnce() {
    assertThat(isEcho("cart", "t1", "", 0, thrown("x"))).isFalse();
    assertThat(isEcho("till", "t1", "", 1, wrapped(thrown("x")))).isTrue();
    assertThat(isEcho("api", "t1", "", 2, wrapped(wrapped(thrown("x"))))).isTrue();
  }

  @Test
  void theSamePlaceAgainIsTheFaultAgain() {
    assertThat(isEcho("cart", "t1", "", 0, thrown("x"))).isFalse();
    assertThat(isEcho("till", "t1", "", 0, wrapped(thrown("x")))).isTrue();
    assertThat(isEcho("cart", "t1", "", 1, thrown("x"))).isFalse();
    assertThat(isEcho("till", "t1", "", 1, wrapped(thrown("x")))).isTrue();
    assertThat(isEcho("cart", "t1", "", 2, thrown("x"))).isFalse();
  }

  @Test
  void otherThreadsOtherTimesAndOtherThrowablesAreNoEchoes() {
    isEcho("cart", "t1", "", 0, thrown("x"));

    assertThat(isEcho("till", "t2", "", 0, thrown("x"))).isFalse();
    assertThat(isEcho("till", "t1", "", 0, thrown("y"))).isFalse();
    assertThat(isEcho("api", "t1", "", 60, thrown("x"))).isFalse();
  }

  @Test
  void aTraceIsFollowedAcrossThreads() {
    assertThat(isEcho("cart", "t1", "abc", 0, thrown("x"))).isFalse();
    assertThat(isEcho("till", "t2", "abc", 0, wrapped(thrown("x")))).isTrue();
  }

  @Test
  void whatCameAlongSuppressedIsKnown() {
    Thrown closing = Thrown.of("shop.Closing", "c", List.of(Frame.of("shop.Io", "close", "I", 1)));
    Thrown main = new Thrown("shop.E", "m", STACK, 0, null, List.of(closing));

    assertThat(isEcho("till", "t1", "", 0, main)).isFalse();
    assertThat(isEcho("io", "t1", "", 0, closing)).isTrue();
  }

  @Test
  void whatWasSuppressedAndLoggedFirstHidesNothing() {
    Thrown closing = Thrown.of("shop.Closing", "c", List.of(Frame.of("shop.Io", "close", "I", 1)));

    assertThat(isEcho("io", "t1", "", 0, closing)).isFalse();
    assertThat(isEcho("till", "t1", "", 0, new Thrown("E", "m", STACK, 0, null, List.of(closing))))
        .isFalse();
  }

  @Test
  void aRecordThatIsReadAgainIsWhatItWas() {
    StoredRecord first = stored("cart", "t1", "", 0, thrown("x"));
    StoredRecord second = stored("till", "t1", "", 0, wrapped(thrown("x")));
    echoes.isEcho(first);
    echoes.isEcho(second);

    assertThat(echoes.isEcho(first)).isFalse();
    assertThat(echoes.isEcho(second)).isTrue();
  }

  private boolean isEcho(String logger, String thread, String trace, int second, Thrown thrown) {
    return echoes.isEcho(stored(logger, thread, trace, second, thrown));
  }

  private StoredRecord stored(
      String logger, String thread, String trace, int second, Thrown thrown) {
    LogRecord record =
        new LogRecord(
            Instant.EPOCH.plusSeconds(second),
            Level.ERROR,
            logger,
            thread,
            "failed",
            List.of(),
            "failed",
            Map.of(),
            List.of(),
            Map.of(),
            trace,
            "",
            thrown,
            false);
    position++;
    return new StoredRecord(
        position,
        new SessionKey("n", "i", 1),
        position,
        new Resource("shop", "", "", "", Map.of()),
        record);
  }

  private static Thrown thrown(String message) {
    return Thrown.of("shop.CartException", message, STACK);
  }

  /** As it is printed: without the frames that it shares with its wrapper. */
  private static Thrown wrapped(Thrown thrown) {
    Thrown cause =
        new Thrown(
            thrown.className(),
            thrown.message(),
            thrown.cause() == null ? STACK.subList(0, 1) : thrown.frames(),
            thrown.cause() == null ? 2 : 0,
            thrown.cause(),
            List.of());
    return new Thrown("shop.W", "w", STACK.subList(1, 3), 0, cause, List.of());
  }
}
