package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GoTraceTest {

  @Test
  void readsAPanicWithItsGoroutine() {
    assertThat(
            Traces.shown(
                """
                panic: runtime error: index out of range [5] with length 3

                goroutine 1 [running]:
                github.com/acme/shop/cart.(*Cart).Total(0xc000012345, {0xc00001c0a8, 0x3, 0x3})
                \t/build/cart/cart.go:42 +0x1d
                github.com/acme/shop/cart.(*Cart).Run.func1.2(...)
                \t/build/cart/cart.go:50
                github.com/acme/shop/cart.Map[...].Keys(0x1)
                \t/build/cart/map.go:9 +0x1d
                gopkg.in/yaml%2ev2.Unmarshal(0x1)
                \t/go/pkg/mod/gopkg.in/yaml.v2@v2.4.0/yaml.go:81 +0x1d
                main.main()
                \t/build/main.go:10 +0x20
                created by main.start in goroutine 7
                \t/build/main.go:8 +0x25

                goroutine 18 [select]:
                other.Thing()
                \t/build/other.go:1 +0x1
                exit status 2
                """))
        .isEqualTo(
            """
            panic: runtime error: index out of range [5] with length 3
              at github.com/acme/shop/cart.Cart.Total(/build/cart/cart.go:42)
              at github.com/acme/shop/cart.Cart.Run(/build/cart/cart.go:50)
              at github.com/acme/shop/cart.Map.Keys(/build/cart/map.go:9)
              at gopkg.in/yaml.v2.Unmarshal(/go/pkg/mod/gopkg.in/yaml.v2@v2.4.0/yaml.go:81)
              at main.main(/build/main.go:10)
              at main.start(/build/main.go:8)
            """);
  }

  @Test
  void readsSignalsAndFatalErrors() {
    Thrown nil =
        Traces.thrown(
            """
            panic: runtime error: invalid memory address or nil pointer dereference
            [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a1c2b]

            goroutine 1 [running]:
            main.glob..func1()
            \t/app/main.go:3 +0x1
            """);
    Thrown deadlock =
        Traces.thrown(
            """
            fatal error: all goroutines are asleep - deadlock!

            goroutine 1 [chan receive, 2 minutes]:
            main.wait-fm(...)
            \t/app/main.go:30
            """);

    assertThat(nil.message())
        .isEqualTo("runtime error: invalid memory address or nil pointer dereference");
    assertThat(nil.frames()).containsExactly(Frame.of("main", "glob", "/app/main.go", 3));
    assertThat(deadlock.headline()).isEqualTo("fatal error: all goroutines are asleep - deadlock!");
    assertThat(deadlock.frames()).containsExactly(Frame.of("main", "wait", "/app/main.go", 30));
  }

  @Test
  void whatWasRecoveredAndPanickedAgainIsTheCause() {
    Thrown thrown =
        Traces.thrown(
            """
            panic: first [recovered]
            \tpanic: second

            goroutine 1 [running]:
            main.handle.func1()
            \t/app/main.go:5 +0x1
            panic({0x46f0a0?, 0xc00001})
            \t/usr/local/go/src/runtime/panic.go:785 +0x132
            main.handle()
            \t/app/main.go:9 +0x1
            """);

    assertThat(thrown.chain()).extracting(Thrown::message).containsExactly("second", "first");
    assertThat(thrown.deepestCause().frames())
        .containsExactly(Frame.of("main", "handle", "/app/main.go", 9));
  }

  @Test
  void readsStacksThatServersLogFromWhereThePanicBegan() {
    assertThat(
            Traces.shown(
                """
            2024/05/06 07:08:09 http: panic serving 127.0.0.1:5000: assignment to entry in nil map
            goroutine 35 [running]:
            net/http.(*conn).serve.func1()
            \t/usr/local/go/src/net/http/server.go:1850 +0xbf
            panic({0x6a1b20, 0x7b3a10})
            \t/usr/local/go/src/runtime/panic.go:890 +0x262
            main.(*api).order(0xc0000b4000)
            \t/app/api.go:33 +0x45
            """))
        .isEqualTo(
            """
            panic: assignment to entry in nil map
              at main.api.order(/app/api.go:33)
            """);
  }

  @Test
  void readsErrorsThatCarryTheirStacks() {
    assertThat(
            Traces.shown(
                """
                open x: no such file
                main.load
                \t/app/main.go:12
                main.main
                \t/app/main.go:20
                runtime.main
                \t/usr/local/go/src/runtime/proc.go:250
                reading config
                main.(*App).run
                \t/app/app.go:30
                """))
        .isEqualTo(
            """
            error: reading config
              at main.App.run(/app/app.go:30)
            Caused by: error: open x: no such file
              at main.load(/app/main.go:12)
              at main.main(/app/main.go:20)
              at runtime.main(/usr/local/go/src/runtime/proc.go:250)
            """);
  }

  @Test
  void textThatOnlyResemblesACallIsNone() {
    for (String line : List.of("plain text.", "1.5", ".x", "http://x.y: z", "a b.c()")) {
      assertThat(GoFrame.isFunction(line) && GoFrame.isPlace("\t" + line)).as(line).isFalse();
    }
    assertThat(Traces.record("ERROR a - panic: but no goroutine").thrown()).isNull();
  }
}
