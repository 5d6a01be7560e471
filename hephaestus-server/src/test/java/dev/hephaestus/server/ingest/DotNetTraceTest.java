package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DotNetTraceTest {

  @Test
  void readsInnerExceptionsAndWhereTheyEnd() {
    assertThat(
            Traces.shown(
                """
                Unhandled exception. System.InvalidOperationException: outer
                 ---> Shop.BrokenException: middle
                line two
                 ---> System.DivideByZeroException: Attempted to divide by zero.
                   at Shop.Cart.Total(Order order, List`1 items) in C:\\src\\Shop\\Cart.cs:line 12
                   --- End of inner exception stack trace ---
                   at Shop.Cart.Run() in /src/Shop/Cart.cs:line 20
                   --- End of inner exception stack trace ---
                   at Shop.Program.Main(String[] args) in /src/Shop/Program.cs:line 5
                """))
        .isEqualTo(
            """
            System.InvalidOperationException: outer
              at Shop.Program.Main(/src/Shop/Program.cs:5)
            Caused by: Shop.BrokenException: middle
            line two
              at Shop.Cart.Run(/src/Shop/Cart.cs:20)
            Caused by: System.DivideByZeroException: Attempted to divide by zero.
              at Shop.Cart.Total(C:\\src\\Shop\\Cart.cs:12)
            """);
  }

  @Test
  void readsTheFrameworksHeadlinesOnOneLine() {
    Thrown thrown =
        Traces.thrown(
            """
            System.Exception: a ---> System.IO.IOException (0x80004005): b ---> System.Net.Sockets.SocketException: c
               at System.Net.Sockets.Socket.Connect(EndPoint remoteEP)
               --- End of inner exception stack trace ---
               at Shop.Net.Open()
            """);

    assertThat(thrown.chain())
        .extracting(Thrown::headline)
        .containsExactly(
            "System.Exception: a",
            "System.IO.IOException: b",
            "System.Net.Sockets.SocketException: c");
    assertThat(thrown.deepestCause().frames())
        .containsExactly(Frame.of("System.Net.Sockets.Socket", "Connect", "", 0));
  }

  @Test
  void undoesStateMachinesClosuresAndLocalFunctions() {
    assertThat(
            Traces.calls(
                """
                System.NullReferenceException: Object reference not set to an instance of an object.
                   at Shop.Cart.<TotalAsync>d__5.MoveNext() in /src/Cart.cs:line 12
                --- End of stack trace from previous location ---
                   at Shop.Cart.<>c__DisplayClass3_0.<Run>b__0(Item x) in /src/Cart.cs:line 13
                   at Shop.Cart.<>c.<Run>b__2_0() in /src/Cart.cs:line 14
                   at Shop.Cart.<Run>g__Add|3_0(Int32 x) in /src/Cart.cs:line 15
                   at Shop.Box`1.Open[TKey](TKey key, Func`2 f) in /src/Box.cs:line 16
                   at Shop.Cart..ctor(String s) in /src/Cart.cs:line 17
                   at Shop.Cart..cctor()
                   at Shop.Cart.get_Sum() in /src/Cart.cs:line 18
                   at System.Runtime.CompilerServices.TaskAwaiter.ThrowForNonSuccess(Task task)
                   at Mono.Thing.Do () [0x00012] in <a1b2c3>:0
                """))
        .startsWith(
            "Shop.Cart.TotalAsync(/src/Cart.cs:12)",
            "Shop.Cart.Run(/src/Cart.cs:13)",
            "Shop.Cart.Run(/src/Cart.cs:14)",
            "Shop.Cart.Run(/src/Cart.cs:15)",
            "Shop.Box.Open(/src/Box.cs:16)",
            "Shop.Cart.<init>(/src/Cart.cs:17)",
            "Shop.Cart.<clinit>(Unknown Source)",
            "Shop.Cart.get_Sum(/src/Cart.cs:18)")
        .hasSize(10);
  }

  @Test
  void whatAnAggregateGathersIsSuppressedButTheFirst() {
    Thrown thrown =
        Traces.thrown(
            """
            System.AggregateException: One or more errors occurred. (a) (b)
             ---> System.ArgumentException: a
               at Shop.A.One() in /src/A.cs:line 1
               --- End of inner exception stack trace ---
               at Shop.Program.Main() in /src/P.cs:line 9
             ---> (Inner Exception #0) System.ArgumentException: a
               at Shop.A.One() in /src/A.cs:line 1<---

             ---> (Inner Exception #1) System.FormatException: b
               at Shop.B.Two() in /src/B.cs:line 2<---
            """);

    assertThat(thrown.deepestCause().headline()).isEqualTo("System.ArgumentException: a");
    assertThat(thrown.frames()).containsExactly(Frame.of("Shop.Program", "Main", "/src/P.cs", 9));
    assertThat(thrown.suppressed())
        .containsExactly(
            Thrown.of(
                "System.FormatException", "b", List.of(Frame.of("Shop.B", "Two", "/src/B.cs", 2))));
  }

  @Test
  void readsWhatTheConsoleLoggerIndents() {
    Thrown thrown =
        Traces.thrown(
            """
            fail: Microsoft.AspNetCore.Server.Kestrel[13]
                  Connection id "0HN", Request id "0HN:1": An unhandled exception was thrown.
                  System.InvalidOperationException: Sequence contains no elements
                     at System.Linq.ThrowHelper.ThrowNoElementsException()
                     at Shop.Orders.First() in /src/Orders.cs:line 33
            info: Microsoft.Hosting.Lifetime[0]
                  Application is shutting down...
            """);

    assertThat(thrown.headline())
        .isEqualTo("System.InvalidOperationException: Sequence contains no elements");
    assertThat(thrown.frames())
        .extracting(Frame::toString)
        .containsExactly(
            "System.Linq.ThrowHelper.ThrowNoElementsException(Unknown Source)",
            "Shop.Orders.First(/src/Orders.cs:33)");
  }
}
