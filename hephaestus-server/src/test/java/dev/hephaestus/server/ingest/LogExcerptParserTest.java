package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LogExcerptParserTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final LogExcerptParser parser = new LogExcerptParser(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void readsABareStackTraceWithCauses() {
    LogRecord record =
        parser.parseFirst(
            """
            Exception in thread "main" java.lang.RuntimeException: outer
            \tat shop.App.main(App.java:10)
            Caused by: java.lang.IllegalStateException: two
            lines of message
            \tat shop.Cart.total(Cart.java:42)
            \tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)
            \t... 1 more
            """);

    Thrown thrown = thrown(record);
    assertThat(record.level()).isEqualTo(Level.ERROR);
    assertThat(record.time()).isEqualTo(NOW);
    assertThat(thrown.headline()).isEqualTo("java.lang.RuntimeException: outer");
    assertThat(thrown.deepestCause().message()).isEqualTo("two\nlines of message");
    assertThat(thrown.deepestCause().framesInCommon()).isEqualTo(1);
    assertThat(thrown.deepestCause().frames())
        .containsExactly(
            Frame.of("shop.Cart", "total", "Cart.java", 42),
            Frame.of("java.util.ArrayList", "forEach", "ArrayList.java", 1596));
  }

  @Test
  void readsWhatLogbackPrintsByDefault() {
    List<LogRecord> records =
        parser.parse(
            """
            10:15:30.123 [main] INFO  shop.App -- started
            10:15:31.000 [pool-1 thread] ERROR shop.Cart -- cannot total [7]
            second line
            java.lang.NullPointerException: null
            \tat shop.Cart.total(Cart.java:42) ~[shop-1.2.jar:1.2]
            \tat shop.App.run(App.java) [classes/:na]
            \t... 3 common frames omitted
            10:15:32.000 [main] WARN  shop.App -- late
            """);

    assertThat(records)
        .extracting(LogRecord::level)
        .containsExactly(Level.INFO, Level.ERROR, Level.WARN);
    LogRecord error = records.get(1);
    assertThat(error.logger()).isEqualTo("shop.Cart");
    assertThat(error.thread()).isEqualTo("pool-1 thread");
    assertThat(error.message()).isEqualTo("cannot total [7]\nsecond line");
    assertThat(error.time()).isEqualTo(Instant.parse("2026-01-02T10:15:31Z"));
    assertThat(thrown(error).frames().get(0).jar()).isEqualTo("shop-1.2.jar");
    assertThat(thrown(error).frames().get(0).version()).isEqualTo("1.2");
    assertThat(thrown(error).framesInCommon()).isEqualTo(3);
    assertThat(records.get(0).thrown()).isNull();
  }

  @Test
  void readsWhatLog4jAndSpringBootPrintByDefault() {
    LogRecord log4j = parser.parseFirst("10:15:30.123 [main] ERROR shop.Cart - broken");
    LogRecord spring =
        parser.parseFirst(
            """
            2024-05-06T07:08:09.123+02:00 ERROR 4711 --- [shop] [exec-1] s.web.Cart      : Failed: [x]

            java.lang.IllegalStateException: no
            \tat shop.Cart.total(Cart.java:1) ~[!/:1.0]
            """
                .replace("\n", "\r\n"));
    LogRecord older =
        parser.parseFirst("2019-03-05 10:57:51.112  WARN 45469 --- [  main] o.a.Foo : slow");

    assertThat(log4j.logger()).isEqualTo("shop.Cart");
    assertThat(log4j.message()).isEqualTo("broken");
    assertThat(spring.time()).isEqualTo(Instant.parse("2024-05-06T05:08:09.123Z"));
    assertThat(spring.thread()).isEqualTo("exec-1");
    assertThat(spring.logger()).isEqualTo("s.web.Cart");
    assertThat(spring.message()).isEqualTo("Failed: [x]");
    assertThat(thrown(spring).frames()).hasSize(1);
    assertThat(older.level()).isEqualTo(Level.WARN);
    assertThat(older.message()).isEqualTo("slow");
  }

  @Test
  void readsRootCauseFirstSuppressedAndCircularTraces() {
    Thrown thrown =
        thrown(
            parser.parseFirst(
                """
                java.io.IOException: root
                \tat a.B.c(B.java:1)
                Wrapped by: java.lang.RuntimeException: wrapper
                \tat a.B.d(B.java:2)
                \tSuppressed: a.CloseException: while closing
                \t\tat a.B.close(B.java:3)
                \tCaused by: a.Deep: below suppressed
                \t\tat a.B.deep(B.java:4)
                Caused by: [CIRCULAR REFERENCE: java.io.IOException: root]
                """));

    assertThat(thrown.chain())
        .extracting(Thrown::simpleName)
        .containsExactly("RuntimeException", "IOException");
    assertThat(thrown.suppressed())
        .singleElement()
        .satisfies(
            suppressed -> {
              assertThat(suppressed.message()).isEqualTo("while closing");
              assertThat(suppressed.deepestCause().className()).isEqualTo("a.Deep");
            });
  }

  @Test
  void readsFramesOfLoadersModulesNativesAndHiddenClasses() {
    Thrown thrown =
        thrown(
            parser.parseFirst(
                """
                a.B$C: x
                  at app//shop.Cart.total(Cart.java:42)
                  at java.base@17.0.1/java.lang.Thread.run(Thread.java:833)
                  at jdk.internal.reflect.Native.invoke0(Native Method)
                  at shop.Cart$$Lambda$14/0x0000000800066840.run(Unknown Source)
                  at shop.Cart.<init>(Cart.java)
                """));

    assertThat(thrown.frames())
        .containsExactly(
            Frame.of("shop.Cart", "total", "Cart.java", 42),
            Frame.of("java.lang.Thread", "run", "Thread.java", 833),
            Frame.of("jdk.internal.reflect.Native", "invoke0", "", -2),
            Frame.of("shop.Cart$$Lambda$14/0x0000000800066840", "run", "", 0),
            Frame.of("shop.Cart", "<init>", "Cart.java", 0));
  }

  @Test
  void takesTheThrowableFromTheFirstLineWhenItStandsThere() {
    LogRecord record =
        parser.parseFirst(
            """
            ESC[31m10:15:30 [main] ERROR shop.Cart - java.lang.IllegalStateException: noESC[0m
            \tat shop.Cart.total(Cart.java:42)
            """
                .replace("ESC", "\u001B"));

    assertThat(thrown(record).headline()).isEqualTo("java.lang.IllegalStateException: no");
  }

  @Test
  void readsJsonRecordsOfOurOwnShape() {
    LogRecord record =
        parser.parseFirst(
            """
            {"level":"WARN","logger":"shop.Cart","message":"no 7","template":"no {}","arguments":[7],
             "throwable":{"className":"a.E","message":"m",
               "frames":[{"class":"shop.Cart","method":"total","file":"Cart.java","line":42}],
               "cause":{"className":"a.Root","frames":["shop.Cart.find(Cart.java:7)"]}}}
            """);

    assertThat(record.level()).isEqualTo(Level.WARN);
    assertThat(record.arguments()).containsExactly("7");
    assertThat(thrown(record).frames())
        .containsExactly(Frame.of("shop.Cart", "total", "Cart.java", 42));
    assertThat(thrown(record).deepestCause().frames())
        .containsExactly(Frame.of("shop.Cart", "find", "Cart.java", 7));
  }

  @Test
  void readsJsonWithAChainOrAPrintedTrace() {
    LogRecord chain =
        parser.parseFirst(
            """
            {"other":1,"chain":[["a.Outer","o",["x.A.b(A.java:1)"]],["a.Inner","",["x.C.d(C.java:2)"]]]}
            """);
    List<LogRecord> logstash =
        parser.parse(
            """
            {"@timestamp":"2024-05-06T07:08:09.123Z","level":"INFO","logger_name":"x","message":"hi"}
            {"@timestamp":"2024-05-06T07:08:10Z","level":"ERROR","logger_name":"shop.Cart","message":"no",\
            "stack_trace":"a.E: m\\n\\tat x.A.b(A.java:1)\\nCaused by: a.F: n\\n\\tat x.C.d(C.java:2)\\n"}
            """);
    LogRecord elastic =
        parser.parseFirst(
            """
            {"log.level":"ERROR","message":"no","error":{"stack_trace":"a.E: m\\n\\tat x.A.b(A.java:1)"}}
            """);

    assertThat(thrown(chain).chain())
        .extracting(Thrown::className)
        .containsExactly("a.Outer", "a.Inner");
    assertThat(thrown(chain).deepestCause().message()).isNull();
    assertThat(logstash).hasSize(2);
    assertThat(thrown(logstash.get(1)).deepestCause().headline()).isEqualTo("a.F: n");
    assertThat(thrown(elastic).frames()).hasSize(1);
  }

  @Test
  void saysWhatWasExpectedWhenNothingCanBeRead() {
    for (String text :
        List.of(
            "",
            "  \n",
            "just words\nand more",
            "{\"level\":",
            "{}",
            "[1,2]",
            "{\"a\":{\"b\":1}}")) {
      assertThatThrownBy(() -> parser.parse(text))
          .as(text)
          .isInstanceOf(UnreadableLogException.class)
          .message()
          .isNotBlank()
          .doesNotContain("\n");
    }
  }

  @Test
  void survivesHostileInput() {
    String longLine = "x".repeat(10_000_000);
    String deep = "{\"cause\":".repeat(10_000);
    StringBuilder causes = new StringBuilder("a.E: x\n\tat a.B.c(B.java:1)\n");
    for (int i = 0; i < 20_000; i++) {
      causes.append("Caused by: a.E").append(i).append(": x\n\tat a.B.c(B.java:1)\n");
    }

    assertThat(thrown(parser.parseFirst("a.E: " + longLine + "\n\tat a.B.c(B.java:1)")).frames())
        .hasSize(1);
    assertThat(parser.parseFirst("10:15:30 [m] ERROR a.B - " + longLine).message().length())
        .isLessThan(40_000);
    assertThatThrownBy(() -> parser.parse(deep)).isInstanceOf(UnreadableLogException.class);
    assertThat(thrown(parser.parseFirst(causes.toString())).chain()).hasSizeLessThanOrEqualTo(100);
    assertThatThrownBy(() -> parser.parse("a.".repeat(2_000_000)))
        .isInstanceOf(UnreadableLogException.class);
  }

  private static Thrown thrown(LogRecord record) {
    return Objects.requireNonNull(record.thrown(), "thrown");
  }
}
