package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonRecordsTest {

  @Test
  void readsSpringBootsStructuredFormats() {
    LogRecord ecs =
        Traces.record(
            """
            {"@timestamp":"2024-05-06T07:08:09.123Z","log":{"level":"ERROR","logger":"shop.Cart"},
             "process":{"pid":7,"thread":{"name":"main"}},"service":{"name":"shop"},"message":"no",
             "error":{"type":"a.E","message":"m","stack_trace":"a.E: m\\n\\tat x.A.b(A.java:1)\\n"},
             "ecs":{"version":"8.11"}}
            """);
    LogRecord gelf =
        Traces.record(
            """
            {"version":"1.1","short_message":"no","timestamp":1714979289.123,"level":3,
             "_level_name":"ERROR","_process_thread_name":"main","_log_logger":"shop.Cart",
             "full_message":"no\\n\\na.E: m\\n\\tat x.A.b(A.java:1)","_error_type":"a.E",
             "_error_stack_trace":"a.E: m\\n\\tat x.A.b(A.java:1)","_error_message":"m"}
            """);

    for (LogRecord record : List.of(ecs, gelf)) {
      assertThat(record.level()).isEqualTo(Level.ERROR);
      assertThat(record.time()).isEqualTo(Instant.parse("2024-05-06T07:08:09.123Z"));
      assertThat(record.thread()).isEqualTo("main");
      assertThat(record.logger()).isEqualTo("shop.Cart");
      assertThat(record.message()).isEqualTo("no");
      assertThat(thrown(record))
          .isEqualTo(Thrown.of("a.E", "m", List.of(Frame.of("x.A", "b", "A.java", 1))));
    }
  }

  @Test
  void readsLog4jsThrowables() {
    Thrown thrown =
        Traces.thrown(
            """
            {"instant":{"epochSecond":1714979289,"nanoOfSecond":1},"level":"ERROR","loggerName":"a.B",
             "message":"no","thrown":{"commonElementCount":3,"message":"m","name":"a.E",
             "extendedStackTrace":[{"class":"x.A","method":"b","file":"A.java","line":1}]}}
            """);

    assertThat(thrown.className()).isEqualTo("a.E");
    assertThat(thrown.framesInCommon()).isEqualTo(3);
    assertThat(thrown.frames()).containsExactly(Frame.of("x.A", "b", "A.java", 1));
  }

  @Test
  void takesAnExportOfOpenTelemetryApart() {
    List<LogRecord> records =
        Traces.records(
            """
            {"resourceLogs":[{"resource":{},"scopeLogs":[{"scope":{"name":"shop.cart"},"logRecords":[
              {"timeUnixNano":"1714979289123000000","severityNumber":10,"body":{"stringValue":"hi"}},
              {"timeUnixNano":"1714979289123000000","severityText":"ERROR","traceId":"ab",
               "body":{"stringValue":"no"},"attributes":[
                {"key":"exception.type","value":{"stringValue":"ValueError"}},
                {"key":"exception.stacktrace","value":{"stringValue":
                  "Traceback (most recent call last):\\n  File \\"/a/b.py\\", line 4, in c\\nValueError: 1\\n"}}]}
            ]}]}]}
            """);

    assertThat(records).extracting(LogRecord::level).containsExactly(Level.INFO, Level.ERROR);
    assertThat(records).extracting(LogRecord::message).containsExactly("hi", "no");
    assertThat(records.get(1).logger()).isEqualTo("shop.cart");
    assertThat(records.get(1).traceId()).isEqualTo("ab");
    assertThat(records.get(1).time()).isEqualTo(Instant.parse("2024-05-06T07:08:09.123Z"));
    assertThat(thrown(records.get(1)))
        .isEqualTo(Thrown.of("ValueError", "1", List.of(Frame.of("b", "c", "/a/b.py", 4))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"level":50,"time":1714979289123,"msg":"no","err":{"type":"TypeError","message":"m",
         "stack":"TypeError: m\\n    at total (/app/cart.js:4:7)"}}""",
        """
        {"level":"error","message":"no","stack":"TypeError: m\\n    at total (/app/cart.js:4:7)"}""",
        """
        {"severity":"ERROR","message":"TypeError: m\\n    at total (/app/cart.js:4:7)\\n"}""",
        """
        {"level":"error","error":{"name":"TypeError","message":"m","stack":"    at total (/app/cart.js:4:7)"}}"""
      })
  void readsStacksOfJavaScriptLoggers(String json) {
    assertThat(Traces.thrown(json))
        .isEqualTo(
            Thrown.of("TypeError", "m", List.of(Frame.of("cart", "total", "/app/cart.js", 4))));
    assertThat(Traces.record(json).level()).isEqualTo(Level.ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exc_info", "exception", "exc_text", "traceback"})
  void readsStacksOfPythonLoggers(String key) {
    assertThat(
            Traces.thrown(
                """
                {"levelname":"ERROR","name":"root","event":"no","KEY":
                "Traceback (most recent call last):\\n  File \\"/a/b.py\\", line 4, in c\\nE: 1"}"""
                    .replace("KEY", key)))
        .isEqualTo(Thrown.of("E", "1", List.of(Frame.of("b", "c", "/a/b.py", 4))));
  }

  @Test
  void readsStacksOfGoDotNetAndRubyLoggers() {
    assertThat(
            Traces.thrown(
                """
                {"level":"error","ts":1714979289.1,"msg":"failed","error":"no such file",
                 "stacktrace":"main.load\\n\\t/app/main.go:12\\nmain.main\\n\\t/app/main.go:20"}"""))
        .isEqualTo(
            Thrown.of(
                "error",
                "no such file",
                List.of(
                    Frame.of("main", "load", "/app/main.go", 12),
                    Frame.of("main", "main", "/app/main.go", 20))));
    assertThat(
            Traces.thrown(
                """
                {"@t":"2024-05-06T07:08:09Z","@mt":"no {Id}","@l":"Error",
                 "@x":"System.Exception: m\\r\\n   at Shop.Cart.Total() in /src/Cart.cs:line 4"}"""))
        .isEqualTo(
            Thrown.of(
                "System.Exception",
                "m",
                List.of(Frame.of("Shop.Cart", "Total", "/src/Cart.cs", 4))));
    assertThat(
            Traces.thrown(
                """
                {"level":"error","message":"no","exception":{"name":"ArgumentError","message":"m",
                 "stack_trace":["/app/cart.rb:4:in `total'","/app/main.rb:1:in `<main>'"]}}"""))
        .isEqualTo(
            Thrown.of(
                "ArgumentError",
                "m",
                List.of(
                    Frame.of("cart", "total", "/app/cart.rb", 4),
                    Frame.of("main", "<main>", "/app/main.rb", 1))));
  }

  @Test
  void aMessageThatNamesAnErrorIsNoThrowable() {
    assertThat(Traces.record("{\"message\":\"java.lang.IllegalStateException: no\"}").thrown())
        .isNull();
    assertThat(Traces.record("{\"error\":\"java.lang.Error: a\\nb\",\"message\":\"x\"}").thrown())
        .isNull();
  }

  private static Thrown thrown(LogRecord record) {
    return Objects.requireNonNull(record.thrown(), "thrown");
  }
}
