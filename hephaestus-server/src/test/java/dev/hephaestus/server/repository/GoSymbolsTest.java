package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GoSymbolsTest {

  private static final String PATH = "internal/cart/cart.go";

  private static final String SOURCE =
      """
      package cart

      import (
      	"fmt"
      	log "log/slog"
      	_ "embed"
      )
      import "errors"

      const Limit = 10
      var (
      	ErrGone = errors.New("gone")
      	a, b int
      )
      type Item struct {
      	Name, Alias string `json:"x"`
      	Price float64
      	*Base
      }
      type Pricer interface { Price(x int) (float64, error); fmt.Stringer }
      type Alias = Item
      type Fn func(int) int
      // doc
      func Total(items []Item, rate float64) (sum float64, err error) {
      	for i, it := range items {
      		sum += it.Price * rate
      		if it.Price < 0 {
      			return 0, fmt.Errorf("negative price of %s", it.Name)
      		}
      	}
      	defer func() { recover() }()
      	x := compute(items, rate)
      	var y int = 3
      	go run(x)
      	if err := check(x); err != nil { slog.Error("check failed", "err", err); panic("bad check") }
      	panic(fmt.Sprintf("unreachable %d", x))
      }
      func (c *Cart[T]) Add(item Item, rest ...string) { c.items = append(c.items, item); c.n++; log.Printf("added %s", item.Name); s.logger.Warn().Msg("zap") }
      func (Cart) Empty() bool { switch { case a: return true; default: }; select { case <-ch: }; return false }
      func Map[T any](x T) T { f := func(a int) int { return a }; return x }
      """;

  private static final String OUTLINE =
      """
      package internal/cart
      import fmt
      import log log/slog
      import _ embed
      import errors
      MODULE internal/cart @1-40
        Limit @10
        ErrGone @12
        a: int @13
        b: int @13
        init() @12
          calls errors.New/1
          throws error 'gone' @12
          sets ErrGone
          reads errors
        Total([]Item items, float64 rate): (sum float64, err error) @24-37
          calls fmt.Errorf/2 recover/0 compute/2 run/1 check/1 slog.Error/3 panic/1 panic/1 fmt.Sprintf/2
          throws error 'negative price of %s' @28
          throws panic 'bad check' @35
          throws panic 'unreachable %d' @36
          logs error 'check failed' 'err' @35
          decides by items @25-30 Price,it! @27-29 err! @35
          sets i it sum x y err
          reads Name Price fmt slog sum
        Map(T x): T @40
          sets f
      STRUCT internal/cart.Item : Base @15-19
        Name: string @16
        Alias: string @16
        Price: float64 @17
        Base: Base @18
      INTERFACE internal/cart.Pricer : fmt.Stringer @20
        Price(int x): (float64, error) @20
      CLASS internal/cart.Fn @22
      STRUCT internal/cart.Cart @38-39
        Add(Item item, ...string rest) @38
          calls append/2 log.Printf/2 Warn().Msg/1 logger.Warn/0
          logs info 'added %s' @38
          logs warn 'zap' @38
          sets items n
          reads Name c items log logger n s
        Empty(): bool @39
          reads a ch
      """;

  @Test
  void givesMethodsToTheTypeOfTheirReceiver() {
    ParsedSource parsed = SourceParser.of(Language.of(PATH)).parse(PATH, SOURCE);

    assertThat(Outline.of(parsed)).isEqualTo(OUTLINE);
  }
}
