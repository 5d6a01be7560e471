package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.scrubbing.Scrubber;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** No secret that is planted anywhere in a record is kept. */
final class RecordScrubberTest {
  private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String PASSWORD = "tr0ub4dor&3-horse";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RecordScrubber scrubber = new RecordScrubber(Scrubber.builder().build(), meters);

  @Test
  void secretsAreTakenOutOfEveryPartOfARecord() {
    LogRecord scrubbed = scrub(full()).records().getFirst();

    assertThat(scrubbed.toString()).doesNotContain(KEY).doesNotContain(PASSWORD);
    assertThat(scrubbed.message()).isEqualTo("login with password=[redacted:password]");
    assertThat(scrubbed.mdc()).containsKeys("password", "user").containsEntry("user", "alice");
    assertThat(scrubbed.time()).isEqualTo(full().time());
    Thrown thrown = Objects.requireNonNull(scrubbed.thrown());
    assertThat(thrown.frames()).extracting(Frame::line).containsExactly(42);
    Thrown cause = Objects.requireNonNull(thrown.cause());
    assertThat(cause.suppressed().getFirst().className()).isEqualTo("C");
  }

  @Test
  void aCapturedValueIsWithheldWhole() {
    CapturedValue order =
        Objects.requireNonNull(scrub(full()).records().getFirst().thrown())
            .frames()
            .getFirst()
            .values()
            .getFirst();

    assertThat(order.parts().get(0).redacted()).isTrue();
    assertThat(order.parts().get(0).text()).isEmpty();
    assertThat(order.parts().get(1).redacted()).isTrue();
    assertThat(order.parts().get(2).text()).isEqualTo("7");
    assertThat(order.parts().get(2).redacted()).isFalse();
  }

  @Test
  void whatIsCleanOrWasScrubbedBeforeStaysTheSameObject() {
    RecordBatch once = scrub(full());
    RecordBatch clean =
        batch(LogRecord.of(Instant.EPOCH, Level.ERROR, "shop.Cart", "order 4711", null));

    assertThat(scrubber.scrub(once)).isSameAs(once);
    assertThat(scrubber.scrub(clean)).isSameAs(clean);
  }

  @Test
  void argumentsOfATemplateThatCameBeforeAreScrubbedToo() {
    RecordBatch batch =
        batch(
            logged("paid by {}", "alice"),
            logged("paid by {}", KEY),
            logged("password={}", "first"),
            logged("password={}", "second"));

    assertThat(scrubber.scrub(batch).records())
        .flatExtracting(LogRecord::arguments)
        .containsExactly(
            "alice", "[redacted:aws-key]", "[redacted:password]", "[redacted:password]");
  }

  @Test
  void secretsAreCountedByRule() {
    scrub(full());

    assertThat(meters.get("hephaestus.ingest.scrubbed").tag("rule", "aws-key").counter().count())
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void theSessionsResourceIsScrubbed() {
    Resource scrubbed =
        scrubber.scrub(
            new Resource("shop", "1.0", "abc", "web-1", Map.of("db.password", PASSWORD, "a", KEY)));

    assertThat(scrubbed.toString()).doesNotContain(KEY).doesNotContain(PASSWORD);
    assertThat(scrubbed.service()).isEqualTo("shop");
  }

  private RecordBatch scrub(LogRecord record) {
    return scrubber.scrub(batch(record));
  }

  private static RecordBatch batch(LogRecord... records) {
    return new RecordBatch(new SessionKey("node", "pod", 1), 1, List.of(records));
  }

  private static LogRecord logged(String template, String argument) {
    return new LogRecord(
        Instant.EPOCH,
        Level.INFO,
        "shop.Cart",
        "main",
        template,
        List.of(argument),
        "paid",
        Map.of(),
        List.of(),
        Map.of(),
        "",
        "",
        null,
        false);
  }

  private static LogRecord full() {
    CapturedValue order =
        new CapturedValue(
            "order",
            "shop.Order",
            CapturedValue.Kind.OBJECT,
            "",
            List.of(
                value("password", "\"hunter2\""),
                value("note", "\"" + KEY + "\""),
                value("n", "7")),
            false,
            false);
    Thrown suppressed = Thrown.of("C", "closing " + KEY, List.of());
    Thrown cause = new Thrown("B", "token=" + PASSWORD, List.of(), 0, null, List.of(suppressed));
    Thrown thrown =
        new Thrown(
            "A",
            "with " + KEY,
            List.of(new Frame("shop.Cart", "total", "Cart.java", 42, "", "", List.of(order))),
            0,
            cause,
            List.of());
    return new LogRecord(
        Instant.EPOCH,
        Level.ERROR,
        "shop." + KEY,
        "worker " + KEY,
        "login with password={}",
        List.of(PASSWORD),
        "login with password=" + PASSWORD,
        Map.of("password", PASSWORD, "user", "alice"),
        List.of(KEY),
        Map.of("key", KEY),
        "",
        "",
        thrown,
        false);
  }

  private static CapturedValue value(String name, String text) {
    return new CapturedValue(
        name, "java.lang.String", CapturedValue.Kind.STRING, text, List.of(), false, false);
  }
}
