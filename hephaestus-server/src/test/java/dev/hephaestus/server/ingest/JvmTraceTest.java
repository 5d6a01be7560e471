package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JvmTraceTest {

  @Test
  void readsWhatKotlinScalaAndGroovyPrint() {
    assertThat(
            Traces.calls(
                """
                kotlinx.coroutines.JobCancellationException: gone; job=StandaloneCoroutine{Cancelled}@1a
                \tat shop.CartKt$main$1.invokeSuspend(Cart.kt:12)
                \tat (Coroutine boundary)
                \tat _COROUTINE._BOUNDARY._(CoroutineDebugging.kt:46)
                \tat shop.CartTest.adds two items(CartTest.kt:20)
                \tat shop.Till$.$anonfun$sum$1(Till.scala:6)
                \tat shop.Till$$Lambda$14/0x0000000800c03000.apply(Unknown Source)
                \tat shop.Job$_run_closure1.doCall(Job.groovy:3)
                \tat Script1.run(Script1.groovy)
                """))
        .containsExactly(
            "shop.CartKt$main$1.invokeSuspend(Cart.kt:12)",
            "_COROUTINE._BOUNDARY._(CoroutineDebugging.kt:46)",
            "shop.CartTest.adds two items(CartTest.kt:20)",
            "shop.Till$.$anonfun$sum$1(Till.scala:6)",
            "shop.Till$$Lambda$14/0x0000000800c03000.apply(Unknown Source)",
            "shop.Job$_run_closure1.doCall(Job.groovy:3)",
            "Script1.run(Script1.groovy)");
  }

  @Test
  void readsJavaUtilLogging() {
    List<LogRecord> records =
        Traces.records(
            """
            May 06, 2024 7:08:09 AM shop.Cart total
            SEVERE: cannot total
            java.lang.IllegalStateException: no
            \tat shop.Cart.total(Cart.java:4)

            May 06, 2024 7:08:10 PM shop.Cart total
            INFO: next
            """);

    assertThat(records).hasSize(2);
    assertThat(records.get(0).level()).isEqualTo(Level.ERROR);
    assertThat(records.get(0).logger()).isEqualTo("shop.Cart");
    assertThat(records.get(0).message()).isEqualTo("cannot total");
    assertThat(records.get(0).time()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
    assertThat(records.get(0).thrown())
        .isEqualTo(
            Thrown.of(
                "java.lang.IllegalStateException",
                "no",
                List.of(Frame.of("shop.Cart", "total", "Cart.java", 4))));
    assertThat(records.get(1).message()).isEqualTo("next");
    assertThat(Traces.records("Xyz 99, 2024 7:08:09 AM a b\nERROR a - b")).hasSize(1);
  }

  @Test
  void readsAndroidsLog() {
    List<LogRecord> records =
        Traces.records(
            """
            --------- beginning of crash
            05-06 07:08:09.123  1234  1250 I Shop    : started
            05-06 07:08:09.124  1234  1234 E AndroidRuntime: FATAL EXCEPTION: main
            05-06 07:08:09.124  1234  1234 E AndroidRuntime: Process: com.shop, PID: 1234
            05-06 07:08:09.124  1234  1234 E AndroidRuntime: java.lang.RuntimeException: outer
            05-06 07:08:09.124  1234  1234 E AndroidRuntime: \tat com.shop.Cart.total(Cart.kt:4)
            05-06 07:08:09.124  1234  1234 E AndroidRuntime: Caused by: java.lang.Error: inner
            05-06 07:08:09.124  1234  1234 E AndroidRuntime: \tat a.a.b(Unknown Source:12)
            05-06 07:08:09.125  1234  1250 W Shop    : next
            """);
    Thrown brief =
        Traces.thrown(
            """
            E/AndroidRuntime( 1234): java.lang.Error: no
            E/AndroidRuntime( 1234): \tat com.shop.Cart.total(SourceFile:4)
            """);

    assertThat(records)
        .extracting(LogRecord::logger)
        .containsExactly("Shop", "AndroidRuntime", "Shop");
    LogRecord crash = records.get(1);
    assertThat(crash.message()).isEqualTo("FATAL EXCEPTION: main\nProcess: com.shop, PID: 1234");
    assertThat(crash.thrown()).isNotNull();
    assertThat(crash.thrown().chain())
        .extracting(Thrown::headline)
        .containsExactly("java.lang.RuntimeException: outer", "java.lang.Error: inner");
    assertThat(brief.frames()).containsExactly(Frame.of("com.shop.Cart", "total", "SourceFile", 4));
  }

  @Test
  void aTraceOfAnotherLanguageInAMessageIsPartOfIt() {
    Thrown spark =
        Traces.thrown(
            """
            org.apache.spark.api.python.PythonException: Traceback (most recent call last):
              File "/app/job.py", line 7, in load
            ValueError: no
            \tat org.apache.spark.Runner.read(Runner.scala:4)
            """);
    Thrown py4j =
        Traces.thrown(
            """
            Traceback (most recent call last):
              File "/app/job.py", line 7, in load
                df.count()
            py4j.protocol.Py4JJavaError: An error occurred while calling o1.count.
            : org.apache.spark.SparkException: Job aborted
            \tat org.apache.spark.Runner.read(Runner.scala:4)
            """);

    assertThat(spark.frames())
        .containsExactly(Frame.of("org.apache.spark.Runner", "read", "Runner.scala", 4));
    assertThat(py4j.className()).isEqualTo("py4j.protocol.Py4JJavaError");
    assertThat(py4j.frames()).containsExactly(Frame.of("job", "load", "/app/job.py", 7));
    assertThat(py4j.message()).contains("Job aborted");
  }
}
