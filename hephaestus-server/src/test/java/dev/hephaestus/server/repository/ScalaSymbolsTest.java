package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScalaSymbolsTest {

  private static final String PATH = "src/main/scala/Cart.scala";

  private static final String SOURCE =
      """
      package shop
      package cart

      import java.util.{List => JList, Map}
      import shop.stock._
      import a.b.C, d.E

      /** doc */
      sealed trait Priced { def price: Double }

      case class Item(name: String, price: Double = 0.0) extends Base(name) with Priced {
        private val log = LoggerFactory.getLogger(getClass)
        var note: String = _
        lazy val total: Double = price * 2
        def this(name: String) = this(name, 1.0)
        def discounted(rate: Double)(implicit ctx: Ctx): Double = {
          if (rate > 1) throw new IllegalArgumentException(s"rate $rate above ${Item.Max} now")
          log.error("bad rate {}", rate)
          val x = compute(rate)
          note = "a"
          x match {
            case 1 => 2
            case _ => throw Oops("z")
          }
        }
        class Line { def go(): Unit = log.warn(s"go $name") }
      }

      object Item {
        val Max = 1
        def parse(text: String): Item = text.split(",") match {
          case Array(a, b) => Item(a, b.toDouble)
        }
        object Inner { def f = 1 }
      }
      package object util {
        def helper(x: Int): Int = x + 1
      }
      abstract class Repo[T <: Item](val db: Db) {
        def find(id: Long): Option[T]
        protected def each(f: T => Unit): Unit = for (x <- all if x.ok) { f(x) }
        new Listener { def on(e: Event): Unit = throw new Oops("q") }
        while (a) { b() }
      }
      enum Color { case Red, Green }
      def topLevel(a: Int): Int =
        println("x")
        a
      extension (s: String) def shout = s.toUpperCase
      given ord: Ordering[Int] with { def compare(a: Int, b: Int) = 0 }
      """;

  private static final String OUTLINE =
      """
      package shop.cart
      import java.util.{List => JList, Map}
      import shop.stock._
      import a.b.C
      import d.E
      MODULE shop.cart.Cart$package$ @1-50
        topLevel(Int a): Int @46-48
          calls println/1
        shout() @49
          reads s toUpperCase
        compare(Int a, Int b) @50
      sealed TRAIT shop.cart.Priced @9
        price(): Double @9
      case CLASS shop.cart.Item : Base, Priced @11-27
        name: String @11
        price: Double @11
        private log @12
        note: String @13
        lazy total: Double @14
        <init>(String name, Double price) @11
        <init>() @12
          calls LoggerFactory.getLogger/1
          sets log
          reads getClass
        <init>(String name) @15
          calls this/2
        discounted(Double rate, Ctx ctx): Double @16-25
          calls IllegalArgumentException.<init>/1 log.error/2 compute/1 Oops.<init>/1
          throws IllegalArgumentException 'rate ' ' above ' ' now' @17
          throws Oops 'z' @23
          logs error 'bad rate {}' @18
          decides by rate! @17 x @21-24
          sets x note
          reads log note
      CLASS shop.cart.Item$Line @26
        go(): Unit @26
          calls log.warn/1
          logs warn 'go ' @26
          reads log name
      OBJECT shop.cart.Item$ @29-35
        Max @30
        parse(String text): Item @31-33
          calls text.split/1 Item.<init>/2
          decides by text @31-33
          reads a b toDouble
      OBJECT shop.cart.Item$Inner$ @34
        f() @34
      OBJECT shop.cart.util.package$ @36-38
        helper(Int x): Int @37
      abstract CLASS shop.cart.Repo @39-44
        db: Db @39
        <init>(Db db) @39
        find(Long id): Option[T] @40
        protected each(T => Unit f): Unit @41
          calls f/1
          decides by all,ok,x @41
          reads all ok
        <init>() @43
          calls b/0
          decides by a @43
          reads a
      CLASS shop.cart.Repo$$anon$1 : Listener @42
        on(Event e): Unit @42
          calls Oops.<init>/1
          throws Oops 'q' @42
      ENUM shop.cart.Color @45
        Red @45
        Green @45
      """;

  @Test
  void namesObjectsTraitsPackageObjectsAndWhatStandsOutsideOfThem() {
    ParsedSource parsed = SourceParser.of(Language.of(PATH)).parse(PATH, SOURCE);

    assertThat(Outline.of(parsed)).isEqualTo(OUTLINE);
  }
}
