package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PythonSymbolsTest {

  private static final String PATH = "src/shop/cart.py";

  private static final String SOURCE =
      """
      \"""Doc.\"""
      import os, sys as system
      from . import sibling
      from ..pkg.mod import a as b, c
      from __future__ import annotations
      import logging

      LIMIT = 10
      log: logging.Logger = logging.getLogger(__name__)

      def top(a, b: int = 2, *args: str, key=None, **kwargs) -> int:
          def inner(x):
              raise ValueError("inner")
          if a > b:
              raise KeyError(f"no {a} in {b!r} here")
          elif a:
              return 3
          log.error("failed %s", a, exc_info=True)
          logging.warning("x" "y")
          total = [x for x in args if x]
          self.count += 1
          for i, j in pairs(args):
              print(i)
          return inner(a)

      @decorator(1)
      class Cart(Base, metaclass=Meta):
          \"""Doc.\"""
          size: int = 0
          NAMES = ("a",)

          def __init__(self, items):
              super().__init__()
              self.items = items
              self._log = log

          @property
          async def total(self) -> float:
              with open("x") as f:
                  try:
                      return sum(f)
                  except (OSError, ValueError) as e:
                      self.logger.exception("total failed: {}".format(e))
                      raise CartError("cannot total") from e
                  finally:
                      pass
              assert x, "msg"
              raise

          class Line:
              @staticmethod
              def make(a): return Cart.Line(a)
          f = lambda self: self.go()

      if __name__ == "__main__":
          top(1, 2)
          x = 3 if a else 4
          while True: break
          match x:
              case 1: pass
      """;

  private static final String OUTLINE =
      """
      package shop.cart
      import os
      import sys as system
      import .sibling
      import ..pkg.mod.a as b
      import ..pkg.mod.c
      import __future__.annotations
      import logging
      MODULE shop.cart @1-60
        LIMIT @8
        log: logging.Logger @9
        count @21
        <module>() @9
          calls logging.getLogger/1
          sets log
          reads __name__ logging
        top(a, int b, str args, key, kwargs): int @11-24
          calls KeyError.<init>/1 log.error/3 logging.warning/1 pairs/1 print/1 inner/1
          throws KeyError 'no ' ' in ' ' here' @15
          logs error 'failed %s' @18
          logs warn 'x' 'y' @19
          decides by a,b! @14-17 a! @16-17 args @20 args @22-23
          sets total count
          reads count log logging x
        inner(x) @12-13
          calls ValueError.<init>/1
          throws ValueError 'inner' @13
        <module>() @55-60
          calls top/2
          decides by __name__! @55-60 a @57  @58 x @59-60
          sets x
          reads __name__ a
      @decorator(1) CLASS shop.cart.Cart : Base @26-53
        size: int @29
        NAMES @30
        items @34
        _log @35
        f @53
        __init__(self, items) @32-35
          calls super().__init__/0 super/0
          sets items _log
          reads _log log
        @property async total(self): float @37-48
          calls open/1 sum/1 logger.exception/1 ?.format/1 CartError.<init>/1
          throws CartError 'cannot total' @44
          logs error 'total failed: {}' @43
          decides by x @47
          reads logger x
        Cart() @53
          calls this.go/0
          sets f
      CLASS shop.cart.Cart.Line @50-52
        @staticmethod make(a) @51-52
          calls Line.<init>/1
      """;

  @Test
  void namesModulesByTheirPathAndClassesWithDots() {
    ParsedSource parsed = SourceParser.of(Language.of(PATH)).parse(PATH, SOURCE);

    assertThat(Outline.of(parsed)).isEqualTo(OUTLINE);
  }
}
