package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KotlinSymbolsTest {

  private static final String PATH = "src/main/kotlin/cart/shop.kt";

  private static final String SOURCE =
      """
      @file:JvmName("Shop")
      package shop.cart

      import java.util.Locale
      import shop.stock.Stock as Warehouse
      import kotlin.math.*

      const val LIMIT = 10
      val log = LoggerFactory.getLogger("x")

      fun total(items: List<Item>, rate: Double = 1.0): Double {
          return items.sumOf { it.price * rate }
      }

      private suspend fun String.shout() = uppercase()

      data class Item(val name: String, var price: Double) : Base(name), Priced {
          companion object {
              const val NONE = ""
              fun parse(text: String): Item {
                  val parts = text.split(",")
                  if (parts.size < 2) throw IllegalArgumentException("bad item: $text of ${parts.size} parts")
                  return Item(parts[0], parts[1].toDouble())
              }
          }
          init {
              require(price >= 0) { "negative" }
          }
          constructor(name: String) : this(name, 0.0) {
              log.warn("no price for {}", name)
          }
          val discounted: Double
              get() = price * 0.9
          var note: String? = null
              set(value) { field = value?.trim() }
          lateinit var owner: Owner
          inner class Line(val item: Item) {
              override fun toString(): String = "Line ${item.name}"
          }
      }

      sealed interface Priced { fun price(): Double }
      enum class Color(val rgb: Int) { RED(1) { override fun x() = 1 }, GREEN(2); abstract fun x(): Int }
      object Registry : Base() {
          private val items = mutableMapOf<String, Item>()
          fun find(name: String): Item? {
              val found = items[name] ?: run {
                  log.error("no item $name", IllegalStateException("x"))
                  return null
              }
              items.forEach { (k, v) -> println(k) }
              try { found.check() } catch (e: Exception) { logger.error(e) { "failed $name" } }
              val l = object : Listener { override fun onEvent(e: Event) { throw Oops("y") } }
              for (i in 0 until 3) { count += i; this.count = i }
              while (true) { break }
              when (x) { 1 -> a(); else -> b() }
              val r = if (a > b) a else b
              return found
          }
      }
      typealias X = Int
      annotation class Mark
      """;

  private static final String OUTLINE =
      """
      package shop.cart
      import java.util.Locale
      import shop.stock.Stock as Warehouse
      import kotlin.math.*
      MODULE shop.cart.Shop @1-62
        const val LIMIT @8
        val log @9
        <clinit>() @9
          calls LoggerFactory.getLogger/1
          sets log
        total(List<Item> items, Double rate): Double @11-13
          calls items.sumOf/1
          reads price
        private suspend shout() @15
          calls uppercase/0
      data CLASS shop.cart.Item : Base, Priced @17-40
        val name: String @17
        var price: Double @17
        val discounted: Double @32
        var note: String? @34
        lateinit var owner: Owner @36
        <init>(String name, Double price) @17
          calls Base.<init>/1
        <init>() @26-28
          calls require/2
          throws IllegalArgumentException 'negative' @27
          reads price
        <init>(String name) @29-31
          calls this.<init>/2 log.warn/2
          logs warn 'no price for {}' @30
          reads log
        getDiscounted() @33
          reads price
        setNote(value) @35
          calls value.trim/0
          sets field
          reads field
      OBJECT shop.cart.Item$Companion @18-25
        const val NONE @19
        parse(String text): Item @20-24
          calls text.split/1 IllegalArgumentException.<init>/1 Item.<init>/2 parts.toDouble/0
          throws IllegalArgumentException 'bad item: ' ' of ' ' parts' @22
          decides by parts,size! @22
          sets parts
          reads size
      inner CLASS shop.cart.Item$Line @37-39
        val item: Item @37
        <init>(Item item) @37
        override toString(): String @38
          reads item name
      sealed INTERFACE shop.cart.Priced @42
        price(): Double @42
      ENUM shop.cart.Color @43
        val rgb: Int @43
        RED @43
        GREEN @43
        <init>(Int rgb) @43
        abstract x(): Int @43
      CLASS shop.cart.Color$RED @43
        override x() @43
      OBJECT shop.cart.Registry : Base @44-60
        private val items @45
        <clinit>() @45
          calls mutableMapOf/0
          sets items
        find(String name): Item? @46-59
          calls run/1 log.error/2 IllegalStateException.<init>/1 items.forEach/1 println/1 found.check/0 logger.error/2 a/0 b/0
          logs error 'no item ' 'x' @48
          logs error 'failed ' @52
          decides by until @54  @55 x @56 a,b @57
          sets found l count count r
          reads a b count items log logger until x
      CLASS shop.cart.Registry$find$l$1 : Listener @53
        override onEvent(Event e) @53
          calls Oops.<init>/1
          throws Oops 'y' @53
      annotation ANNOTATION shop.cart.Mark @62
      """;

  @Test
  void namesWhatItsCompilerMakesOfClassesFunctionsAndProperties() {
    ParsedSource parsed = SourceParser.of(Language.of(PATH)).parse(PATH, SOURCE);

    assertThat(Outline.of(parsed)).isEqualTo(OUTLINE);
  }
}
