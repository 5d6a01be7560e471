package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TypeScriptSymbolsTest {

  private static final String PATH = "src/shop/cart.ts";

  private static final String SOURCE =
      """
      import { a, b as c } from './mod';
      import D, * as E from "pkg";
      import type { T } from 'x';
      import fs = require('fs');
      export { z } from './z';
      const LIMIT: number = 10;
      let { p, q } = require('./q');
      export function total(items: Item[], rate = 1, opt?: string, ...rest: any[]): number {
        if (!items) throw new TypeError(`no items for ${rate} here`);
        console.error('failed', items);
        const inner = (x: number): number => { return x * 2 };
        return items.reduce((a, b) => a + b.price, 0);
      }
      export const add = async (a: number, b: number): Promise<number> => { logger.warn("x" + a); return a + b; };
      const old = function named(x) { throw Error('old'); };
      export abstract class Cart extends Base<T> implements Priced, Q {
        private readonly items: Item[] = [];
        static count = 0;
        #secret = 1;
        constructor(private name: string) { super(name); this.name = name; }
        get total(): number { return this.items.length; }
        async add(item: Item): Promise<void> { this.items.push(item); this.count++; }
        static make(): Cart { return new Cart("x"); }
        handler = (e: Event) => { this.logger.error(`oops ${e}`); };
        abstract f(): void;
        [Symbol.iterator]() { }
      }
      interface Priced { price: number; get(x: string): number }
      enum Color { Red, Green = 2 }
      type Alias = { a: number };
      namespace NS { export function f() {} export class Inner {} }
      module.exports = { foo: function() { throw new Error("foo"); }, bar(x) { return x; }, baz: (y) => y };
      exports.qux = function (a) { return a; };
      Cart.prototype.old = function () { return 1; };
      export default class { m() {} }
      for (const x of xs) { y = x; }
      while (a) { b(); }
      switch (x) { case 1: break; }
      const v = a ? b : c;
      @Component({}) class Dec { @Input() x: string; @Out() m(@Inject() a: string) {} }
      function* gen() { yield 1; }
      """;

  private static final String OUTLINE =
      """
      package src/shop/cart
      import { a, b as c } from './mod'
      import D, * as E from "pkg"
      import type { T } from 'x'
      import fs = require('fs')
      import { z } from './z'
      import require('./q')
      MODULE src/shop/cart @1-41
        LIMIT: number @6
        p @7
        q @7
        v @39
        <module>() @7
          calls require/1
          sets p q
        export total(Item[] items, rate, string opt, any[] rest): number @8-13
          calls TypeError.<init>/1 console.error/2 items.reduce/2
          throws TypeError 'no items for ' ' here' @9
          logs error 'failed' @10
          decides by items! @9
          reads console price
        inner(number x): number @11
        export async add(number a, number b): Promise<number> @14
          calls logger.warn/1
          logs warn 'x' @14
          reads logger
        old(x) @15
          calls Error/1
          throws Error 'old' @15
        foo() @32
          calls Error.<init>/1
          throws Error 'foo' @32
        bar(x) @32
        baz(y) @32
        qux(a) @33
        <module>() @36-39
          calls b/0
          decides by xs @36 a @37 x @38 a @39
          sets y v
          reads a b c xs y
        gen() @41
      export abstract CLASS src/shop/cart.Cart : Base, Priced, Q @16-27
        private name: string @20
        private readonly items: Item[] @17
        static count @18
        #secret @19
        <init>(string name) @20
          calls super.<init>/1
          sets name
        get total(): number @21
          reads items length
        async add(Item item): Promise<void> @22
          calls items.push/1
          sets count
          reads count items
        static make(): Cart @23
          calls Cart.<init>/1
        handler(Event e) @24
          calls logger.error/1
          logs error 'oops ' @24
          reads logger
        abstract f(): void @25
        [Symbol.iterator]() @26
        old() @34
      INTERFACE src/shop/cart.Priced @28
        price: number @28
        get(string x): number @28
      ENUM src/shop/cart.Color @29
        Red @29
        Green @29
      MODULE src/shop/cart.NS @31
        export f() @31
      export CLASS src/shop/cart.NS.Inner @31
      export CLASS src/shop/cart.<anonymous> @35
        m() @35
      @Component({}) CLASS src/shop/cart.Dec @40
        @Input() x: string @40
        m(string a) @40
      """;

  @Test
  void readsFunctionsWhereverTheyAreGivenAName() {
    ParsedSource parsed = SourceParser.of(Language.of(PATH)).parse(PATH, SOURCE);

    assertThat(Outline.of(parsed)).isEqualTo(OUTLINE);
  }
}
