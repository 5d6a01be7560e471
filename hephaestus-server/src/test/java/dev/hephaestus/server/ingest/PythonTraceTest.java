package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PythonTraceTest {

  private static final String CHAINED =
      """
      Traceback (most recent call last):
        File "/app/shop/cart.py", line 7, in load
          json.loads("{bad")
        File "/usr/lib/python3.11/json/__init__.py", line 346, in loads
          return _default_decoder.decode(s)
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^
      json.decoder.JSONDecodeError: Expecting property name: line 1 column 2 (char 1)

      The above exception was the direct cause of the following exception:

      Traceback (most recent call last):
        File "/app/main.py", line 13, in <module>
          main()
        File "/app/shop/cart.py", line 9, in load
          raise RuntimeError("cannot load\\nsecond line") from e
      RuntimeError: cannot load
      second line
      """;

  @Test
  void readsCallsInnermostFirstWithoutSourceLinesAndMarkers() {
    assertThat(
            Traces.shown(
                """
                Traceback (most recent call last):
                  File "/app/main.py", line 15, in <lambda>
                    show(lambda: Cart().total(3))
                                 ^^^^^^^^^^^^^^^
                  File "/app/shop/cart.py", line 4, in total
                    return sum(x for x in [1, n / 0])
                                              ~~^~~
                ZeroDivisionError: division by zero
                """))
        .isEqualTo(
            """
            ZeroDivisionError: division by zero
              at cart.total(/app/shop/cart.py:4)
              at main.<lambda>(/app/main.py:15)
            """);
  }

  @Test
  void whatWasRaisedFirstIsTheCause() {
    assertThat(Traces.shown(CHAINED))
        .isEqualTo(
            """
            RuntimeError: cannot load
            second line
              at cart.load(/app/shop/cart.py:9)
              at main.<module>(/app/main.py:13)
            Caused by: json.decoder.JSONDecodeError: Expecting property name: line 1 column 2 (char 1)
              at json.loads(/usr/lib/python3.11/json/__init__.py:346)
              at cart.load(/app/shop/cart.py:7)
            """);
    assertThat(
            Traces.thrown(
                    CHAINED.replace(
                        "The above exception was the direct cause of the following exception:",
                        "During handling of the above exception, another exception occurred:"))
                .chain())
        .extracting(Thrown::simpleName)
        .containsExactly("RuntimeError", "JSONDecodeError");
  }

  @Test
  void readsWhatLoggersPutInFrontAndEndsWhereTheLogGoesOn() {
    LogRecord record =
        Traces.record(
            """
            2024-05-06 07:08:09,123 ERROR shop.cart: cannot total
            Traceback (most recent call last):
              File "C:\\shop\\cart.py", line 4, in total
                return 1 / 0
            ZeroDivisionError
            INFO: Shutting down
            """);

    assertThat(record.message()).isEqualTo("cannot total");
    assertThat(record.thrown())
        .isEqualTo(
            Thrown.of(
                "ZeroDivisionError",
                null,
                List.of(Frame.of("cart", "total", "C:\\shop\\cart.py", 4))));
    assertThat(
            Traces.thrown(
                    """
                ERROR:root:failed
                  Traceback (most recent call last):
                    File "cart.py", line 4, in total
                  shop.errors.Broken: no [7]
                2024-05-06 07:08:10,000 more of the log
                """)
                .headline())
        .isEqualTo("shop.errors.Broken: no [7]");
  }

  @Test
  void readsTheHeaderThatPythonsUsersLike() {
    List<LogRecord> records =
        Traces.records(
            """
            2024-05-06 07:08:09,123 - shop.cart - CRITICAL - cannot total
            2024-05-06 07:08:10,123 - root - INFO - next - really
            """);

    assertThat(records).extracting(LogRecord::level).containsExactly(Level.FATAL, Level.INFO);
    assertThat(records).extracting(LogRecord::logger).containsExactly("shop.cart", "root");
    assertThat(records)
        .extracting(LogRecord::message)
        .containsExactly("cannot total", "next - really");
  }

  @Test
  void readsSyntaxErrorsWithAndWithoutAHeader() {
    String bare =
        """
          File "/app/x.py", line 2
            2 3)
            ^^^
        SyntaxError: invalid syntax. Perhaps you forgot a comma?
        """;

    assertThat(Traces.shown(bare))
        .isEqualTo(
            """
            SyntaxError: invalid syntax. Perhaps you forgot a comma?
              at x.<module>(/app/x.py:2)
            """);
    assertThat(
            Traces.calls(
                "Traceback (most recent call last):\n  File \"/app/m.py\", line 1, in <module>\n"
                    + bare))
        .containsExactly("x.<module>(/app/x.py:2)", "m.<module>(/app/m.py:1)");
  }

  @Test
  void takesGroupsApart() {
    Thrown thrown =
        Traces.thrown(
            """
              + Exception Group Traceback (most recent call last):
              |   File "/app/g.py", line 31, in early
              |     raise ExceptionGroup("inner", [e])
              | ExceptionGroup: first (1 sub-exception)
              +-+---------------- 1 ----------------
                | OSError: gone
                +------------------------------------

            During handling of the above exception, another exception occurred:

              + Exception Group Traceback (most recent call last):
              |   File "/app/g.py", line 33, in late
              |     raise ExceptionGroup("there were problems", es)
              | ExceptionGroup: there were problems (3 sub-exceptions)
              +-+---------------- 1 ----------------
                | ValueError: 1
                +---------------- 2 ----------------
                | Traceback (most recent call last):
                |   File "/app/g.py", line 7, in load
                |     json.loads(x)
                | KeyError: 'x'
                |\s
                | During handling of the above exception, another exception occurred:
                |\s
                | Traceback (most recent call last):
                |   File "/app/g.py", line 9, in load
                | RuntimeError: cannot load
                | second line
                +---------------- 3 ----------------
                | Exception Group Traceback (most recent call last):
                |   File "/app/g.py", line 31, in g
                | ExceptionGroup: deep (1 sub-exception)
                +-+---------------- 1 ----------------
                  | Traceback (most recent call last):
                  |   File "/app/g.py", line 8, in deepest
                  | IndexError: 5
                  +------------------------------------
            """);

    assertThat(thrown.headline())
        .isEqualTo("ExceptionGroup: there were problems (3 sub-exceptions)");
    assertThat(thrown.chain())
        .extracting(Thrown::headline)
        .containsExactly(
            "ExceptionGroup: there were problems (3 sub-exceptions)",
            "ExceptionGroup: first (1 sub-exception)",
            "OSError: gone");
    assertThat(thrown.suppressed())
        .extracting(Thrown::headline)
        .containsExactly(
            "ValueError: 1",
            "RuntimeError: cannot load\nsecond line",
            "ExceptionGroup: deep (1 sub-exception)");
    assertThat(thrown.suppressed().get(1).deepestCause().frames())
        .containsExactly(Frame.of("g", "load", "/app/g.py", 7));
    assertThat(thrown.suppressed().get(2).deepestCause().headline()).isEqualTo("IndexError: 5");
  }

  @Test
  void namesModulesOfLibrariesWithTheirPackages() {
    assertThat(PythonFrame.parse("File \"/v/site-packages/requests/adapters.py\", line 5, in send"))
        .contains(
            Frame.of("requests.adapters", "send", "/v/site-packages/requests/adapters.py", 5));
    assertThat(PythonFrame.parse("File \"/app/shop/__init__.py\", line 5, in send"))
        .map(Frame::className)
        .contains("shop");
    assertThat(PythonFrame.parse("File \"<string>\", line 1, in <module>"))
        .contains(Frame.of("<string>", "<module>", "<string>", 1));
    assertThat(PythonFrame.parse("File \"\", line 1, in f")).map(Frame::className).contains("?");
  }

  @Test
  void cutTracesGiveWhatIsThere() {
    String[] lines = CHAINED.split("\n", -1);
    for (int length = 3; length < lines.length; length++) {
      String cut = String.join("\n", List.of(lines).subList(0, length));

      assertThat(Traces.thrown(cut).deepestCause().frames()).as(cut).isNotEmpty();
    }
    assertThat(Traces.record("ERROR a - Traceback (most recent call last):\n  no file").thrown())
        .isNull();
  }
}
