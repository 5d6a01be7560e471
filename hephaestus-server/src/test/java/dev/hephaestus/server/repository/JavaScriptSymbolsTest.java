package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JavaScriptSymbolsTest {

  private static final String PATH = "src/shop/cart.js";

  private static final String SOURCE =
      """
      import { a, b as c } from './mod';
      const fs = require('fs');
      class Cart extends Base { #p = 1; static count = 0; constructor(a, {b, c}, d = 1, ...e) { super(a); this.a = a; } get x() { return 1 } add(i) { this.items.push(i); } h = (e) => { throw new Error(`a ${e} b`) } static { init(); } }
      function total(a, [b]) { if (a) { throw 'x'; } return <div onClick={() => go(a)}>hi {a}</div>; }
      module.exports = { foo: function() { throw new Error("foo"); }, bar(x) { return x; }, baz: (y) => y };
      exports.qux = function (a) { return a; };
      Cart.prototype.old = function () { return 1; };
      const add = (a) => a + 1, sub = a => a;
      app.get('/x', async (req, res) => { console.log('q'); res.send(1); });
      export default function () { return 1; }
      """;

  private static final String OUTLINE =
      """
      package src/shop/cart
      import { a, b as c } from './mod'
      import require('fs')
      MODULE src/shop/cart @1-10
        fs @2
        <module>() @2
          calls require/1
          sets fs
        total(a, [b]) @4
          calls go/1
          throws  'x' @4
          decides by a! @4
        foo() @5
          calls Error.<init>/1
          throws Error 'foo' @5
        bar(x) @5
        baz(y) @5
        qux(a) @6
        add(a) @8
        sub(a) @8
        <module>() @9-10
          calls app.get/2 console.log/1 res.send/1
          logs info 'q' @9
          reads app console
      CLASS src/shop/cart.Cart : Base @3
        #p @3
        static count @3
        a @3
        <init>(a, {b, c}, d, e) @3
          calls super.<init>/1
          sets a
        get x() @3
        add(i) @3
          calls items.push/1
          reads items
        h(e) @3
          calls Error.<init>/1
          throws Error 'a ' ' b' @3
        <clinit>() @3
          calls init/0
        old() @7
      """;

  @Test
  void readsClassesObjectsOfFunctionsAndMarkup() {
    ParsedSource parsed = SourceParser.of(Language.of(PATH)).parse(PATH, SOURCE);

    assertThat(Outline.of(parsed)).isEqualTo(OUTLINE);
  }
}
