package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CSharpSymbolsTest {

  private static final String PATH = "src/Carts/Cart.cs";

  private static final String SOURCE =
      """
      using System;
      using static System.Math;
      using IO = System.IO;
      global using X.Y;

      namespace Shop.Carts
      {
          [Serializable]
          public sealed class Cart<T> : Base<T>, IPriced where T : new()
          {
              private readonly ILogger<Cart> _logger;
              public const int Limit = 10;
              public string Name { get; set; } = "x";
              public int Count => _items.Count;
              public event EventHandler Changed;
              static Cart() { X(); }
              public Cart(ILogger logger, int a = 1) : base(logger) { _logger = logger; this.A = a; }
              ~Cart() { }
              public async Task<int> AddAsync(Item item, params string[] rest)
              {
                  if (item == null) throw new ArgumentNullException(nameof(item), $"no item in {Name} now");
                  _logger.LogError("failed {Item}", item);
                  var x = Compute(item);
                  int y = 3;
                  foreach (var i in _items) { Sum += i.Price; }
                  try { } catch (Exception e) when (e.X) { _logger.LogWarning(e, @"oops ""q"" " + 1); throw; }
                  int Local(int q) { return q; }
                  Func<int, int> f = z => z + 1;
                  switch (x) { case 1: break; }
                  var r = x switch { 1 => 2, _ => throw new Oops("s") };
                  while (a) { } for (;;) { } do { } while (b);
                  return item?.Price ?? throw new Oops("n");
              }
              public int this[int i] => i;
              public static Cart operator +(Cart a, Cart b) => a;
              public int Prop { get { return 1; } set { _x = value; } }
              class Line { void Go() => Console.WriteLine("x"); }
          }
          interface IPriced { decimal Price(); }
          enum Color { Red, Green = 2 }
          record Point(int X, int Y);
          record struct P2(int X);
          struct S { int a, b; }
          delegate void D(int x);
      }
      """;

  private static final String OUTLINE =
      """
      package Shop.Carts
      import System
      import static System.Math
      import IO = System.IO
      import X.Y
      [Serializable] public sealed CLASS Shop.Carts.Cart : Base, IPriced @8-38
        private readonly _logger: ILogger<Cart> @11
        public const Limit: int @12
        public Name: string @13
        public Count: int @14
        public Changed: EventHandler @15
        public Prop: int @36
        get_Count() @14
          reads Count _items
        static <clinit>() @16
          calls X/0
        public <init>(ILogger logger, int a) @17
          calls super.<init>/1
          sets _logger A
          reads A _logger
        Finalize() @18
        public async AddAsync(Item item, string[] rest): Task<int> @19-33
          calls ArgumentNullException.<init>/2 nameof/1 _logger.LogError/2 Compute/1 _logger.LogWarning/2 Oops.<init>/1 Oops.<init>/1
          throws ArgumentNullException 'no item in ' ' now' @21
          throws Oops 's' @30
          throws Oops 'n' @32
          logs error 'failed {Item}' @22
          logs warn 'oops "q" ' @26
          decides by item! @21 _items @25 x @29 x @30 a @31  @31 b @31
          sets x y Sum f r
          reads Name Price Sum X _items _logger a b
        Local(int q): int @27
        get_Item() @34
          reads i
        public static op_Addition(Cart a, Cart b): Cart @35
        get_Prop() @36
        set_Prop() @36
          sets _x
          reads _x value
      CLASS Shop.Carts.Cart+Line @37
        Go(): void @37
          calls Console.WriteLine/1
      INTERFACE Shop.Carts.IPriced @39
        Price(): decimal @39
      ENUM Shop.Carts.Color @40
        Red @40
        Green @40
      RECORD Shop.Carts.Point @41
        X: int @41
        Y: int @41
      STRUCT Shop.Carts.P2 @42
        X: int @42
      STRUCT Shop.Carts.S @43
        a: int @43
        b: int @43
      """;

  @Test
  void namesNestedTypesAccessorsAndConstructors() {
    ParsedSource parsed = SourceParser.of(Language.of(PATH)).parse(PATH, SOURCE);

    assertThat(Outline.of(parsed)).isEqualTo(OUTLINE);
  }
}
