package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class JavaScriptTraceTest {

  @Test
  void readsWhatNodePrintsWhenItCrashes() {
    assertThat(
            Traces.shown(
                """
                /app/src/cart.js:10
                    return items.map(x => x.price.value);
                                            ^

                TypeError: Cannot read properties of undefined (reading 'value')
                    at /app/src/cart.js:10:31
                    at Array.map (<anonymous>)
                    at Cart.total (/app/src/cart.js:9:18)
                    at new Order (file:///app/src/order.mjs:4:12)
                    at get sum [as sum] (/app/src/cart.js:20:5)
                    at Object.<anonymous> (/app/src/main.js:3:1)
                    at async Promise.all (index 0)
                    at async run (C:\\shop (1)\\main.js:8:3)
                    at Module._compile (node:internal/modules/cjs/loader:1521:14)

                Node.js v20.20.2
                """))
        .isEqualTo(
            """
            TypeError: Cannot read properties of undefined (reading 'value')
              at cart.<anonymous>(/app/src/cart.js:10)
              at Array.map(Unknown Source)
              at Cart.total(/app/src/cart.js:9)
              at Order.<init>(/app/src/order.mjs:4)
              at cart.sum(/app/src/cart.js:20)
              at Object.<anonymous>(/app/src/main.js:3)
              at Promise.all(Unknown Source)
              at main.run(C:\\shop (1)\\main.js:8)
              at loader._compile(node:internal/modules/cjs/loader:1521)
            """);
  }

  @Test
  void readsCausesAndFieldsOfErrors() {
    assertThat(
            Traces.shown(
                """
                Error: cannot load
                    at Cart.load (/app/a.js:1:101)
                    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {
                  code: 'E1',
                  details: { a: 1 },
                  [cause]: TypeError [ERR_INVALID_ARG_TYPE]: inner
                  second
                      at Cart.read (/app/a.js:2:134) {
                    [cause]: RangeError: innermost
                        at deep (/app/a.js:3:1)
                        ... 3 lines matching cause stack trace ...
                  }
                }
                """))
        .isEqualTo(
            """
            Error: cannot load
              at Cart.load(/app/a.js:1)
              at process.processTicksAndRejections(node:internal/process/task_queues:95)
            Caused by: TypeError: inner
              second
              at Cart.read(/app/a.js:2)
            Caused by: RangeError: innermost
              at a.deep(/app/a.js:3)
            """);
  }

  @Test
  void theFirstOfGatheredErrorsIsTheCause() {
    Thrown thrown =
        Traces.thrown(
            """
            node:internal/process/promises:391
                triggerUncaughtException(err, true /* fromPromise */);
                ^

            [AggregateError: All promises were rejected] {
              [errors]: [
                Error: a
                    at /app/a.js:10:79
                    at process.processTicksAndRejections (node:internal/process/task_queues:95:5),
                RangeError: b
                    at /app/a.js:11:111
              ]
            }
            """);

    assertThat(thrown.headline()).isEqualTo("AggregateError: All promises were rejected");
    assertThat(thrown.deepestCause().headline()).isEqualTo("Error: a");
    assertThat(thrown.deepestCause().frames()).hasSize(2);
    assertThat(thrown.suppressed())
        .containsExactly(
            Thrown.of("RangeError", "b", List.of(Frame.of("a", "<anonymous>", "/app/a.js", 11))));
  }

  @Test
  void readsStacksOfBrowsersAndBundlers() {
    assertThat(
            Traces.calls(
                """
                Uncaught (in promise) Error: no
                    at webpack:///./src/cart.ts:5:7
                    at total (webpack-internal:///./src/cart.ts?a1:6:7)
                    at r (https://shop.example/static/main.4f.js?v=1:2:34567)
                    at eval (eval at run (/app/src/run.js:7:12), <anonymous>:1:6)
                """))
        .containsExactly(
            "cart.<anonymous>(src/cart.ts:5)",
            "cart.total(src/cart.ts:6)",
            "main.4f.r(/static/main.4f.js:2)",
            "run.eval(/app/src/run.js:7)");
    assertThat(
            Traces.shown(
                """
                TypeError: x is undefined
                total@https://shop.example/static/cart.js:10:15
                async*Cart.prototype.load@https://shop.example/static/cart.js:20:3
                @https://shop.example/static/main.js:1:1
                """))
        .isEqualTo(
            """
            TypeError: x is undefined
              at cart.total(/static/cart.js:10)
              at Cart.prototype.load(/static/cart.js:20)
              at main.<anonymous>(/static/main.js:1)
            """);
  }

  @Test
  void takesTheMessageOfTheLogLineForTheHeadline() {
    LogRecord record =
        Traces.record(
            """
            2024-05-06T07:08:09.123Z ERROR [api] shop : ValidationError: bad order
                at Cart.total (/app/src/cart.js:9:18)
            2024-05-06T07:08:10.123Z INFO [api] shop : next
            """);

    assertThat(record.thrown())
        .isEqualTo(
            Thrown.of(
                "ValidationError",
                "bad order",
                List.of(Frame.of("Cart", "total", "/app/src/cart.js", 9))));
  }

  @Test
  void textThatOnlyResemblesACallIsNone() {
    for (String line :
        List.of(
            "at noon (see 12:30)",
            "    at",
            "at (:1:2)",
            "mail me@example.com:1:2",
            "at foo (bar",
            ":1:2")) {
      assertThat(JavaScriptFrame.isCertain(line)).as(line).isFalse();
    }
  }
}
