package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileDependenciesTest {
  private static final String ROOT = "core/src/main/java/shop/";

  @TempDir Path temp;
  private TestRepository repository;

  @BeforeEach
  void create() {
    repository = TestRepository.in(temp.resolve("shop"));
  }

  @Test
  void resolvesJavasImports() {
    Snapshot snapshot =
        repository
            .write(
                ROOT + "Cart.java",
                """
                package shop;
                import java.util.List;
                import shop.money.Money.Currency;
                import shop.tax.*;
                import static shop.Prices.of;
                import shop.money.Hidden;
                class Cart { Line line; Rate rate; Missing m; /* Other o; */ String s = "Other"; }
                """)
            .write(ROOT + "Line.java", "package shop; class Line {}")
            .write(ROOT + "Other.java", "package shop; class Other {}")
            .write(
                ROOT + "Prices.java", "package shop; class Prices { static int of() {return 1;} }")
            .write(
                ROOT + "money/Money.java", "package shop.money; class Money { enum Currency {} }")
            .write(ROOT + "money/Many.java", "package shop.money; class Many {} class Hidden {}")
            .write(ROOT + "tax/Rate.java", "package shop.tax; class Rate {}")
            .write(ROOT + "tax/Unused.java", "package shop.tax; class Unused {}")
            .write("odd/List.java", "package odd.util; class List {}")
            .snapshot();

    assertThat(snapshot.dependencies(ROOT + "Cart.java"))
        .containsExactly(
            needs("Cart.java", "Line.java", "shop.Line"),
            needs("Cart.java", "Prices.java", "shop.Prices"),
            needs("Cart.java", "money/Many.java", "shop.money.Hidden"),
            needs("Cart.java", "money/Money.java", "shop.money.Money"),
            needs("Cart.java", "tax/Rate.java", "shop.tax.Rate"));
    assertThat(snapshot.dependents(ROOT + "tax/Rate.java"))
        .containsExactly(needs("Cart.java", "tax/Rate.java", "shop.tax.Rate"));
    assertThat(snapshot.dependents(ROOT + "tax/Unused.java")).isEmpty();
    assertThat(snapshot.dependencies("nowhere")).isEmpty();
  }

  @Test
  void prefersTheNearestOfSeveral() {
    Snapshot snapshot =
        repository
            .write("a/src/main/java/shop/Cart.java", "package shop; class Cart { Line l; }")
            .write("a/src/main/java/shop/Line.java", "package shop; class Line {}")
            .write("a/src/test/java/shop/Line.java", "package shop; class Line {}")
            .write("b/src/main/java/shop/Line.java", "package shop; class Line {}")
            .write("b/src/main/java/shop/Basket.java", "package shop; class Basket { Line l; }")
            .snapshot();

    assertThat(targets(snapshot, "a/src/main/java/shop/Cart.java"))
        .containsExactly("a/src/main/java/shop/Line.java");
    assertThat(targets(snapshot, "b/src/main/java/shop/Basket.java"))
        .containsExactly("b/src/main/java/shop/Line.java");
  }

  @Test
  void resolvesAcrossTheLanguagesOfTheJvm() {
    Snapshot snapshot =
        repository
            .write("src/main/java/shop/Cart.java", "package shop; class Cart { Line l; }")
            .write(
                "src/main/kotlin/Line.kt",
                "package shop\nimport shop.text.shorten\nimport shop.text.Words as W\nclass Line")
            .write("src/main/kotlin/text/Texts.kt", "package shop.text\nfun shorten(s: String) = s")
            .write("src/main/kotlin/text/Words.kt", "package shop.text\nclass Words")
            .write(
                "src/main/scala/shop/Book.scala",
                "package shop.books\nimport shop.{Cart, Line => Row}\nimport shop.text._\n"
                    + "class Book(w: Words)")
            .snapshot();

    assertThat(targets(snapshot, "src/main/java/shop/Cart.java"))
        .containsExactly("src/main/kotlin/Line.kt");
    assertThat(targets(snapshot, "src/main/kotlin/Line.kt"))
        .containsExactly("src/main/kotlin/text/Texts.kt", "src/main/kotlin/text/Words.kt");
    assertThat(targets(snapshot, "src/main/scala/shop/Book.scala"))
        .containsExactly(
            "src/main/java/shop/Cart.java",
            "src/main/kotlin/Line.kt",
            "src/main/kotlin/text/Words.kt");
  }

  @Test
  void resolvesImportsThatNameFiles() {
    Snapshot snapshot =
        repository
            .write(
                "web/src/cart.ts",
                """
                import { Line } from './line.js';
                import x from 'react';
                export * from "../lib";
                const y = require('./data');
                """)
            .write("web/src/line.ts", "")
            .write("web/src/data.js", "")
            .write("web/lib/index.ts", "")
            .write("py/shop/__init__.py", "")
            .write(
                "py/shop/cart.py",
                """
                import os
                from . import line
                from .tax import rate as r
                from shop.money import (
                    Money,
                )
                """)
            .write("py/shop/line.py", "")
            .write("py/shop/tax.py", "")
            .write("py/shop/money.py", "")
            .write(
                "rb/lib/cart.rb", "require 'json'\nrequire_relative 'line'\nrequire 'tax/rate'\n")
            .write("rb/lib/line.rb", "")
            .write("rb/lib/tax/rate.rb", "")
            .write("go.mod", "module example.com/shop\n")
            .write(
                "main.go", "package main\nimport (\n  \"fmt\"\n  m \"example.com/shop/money\"\n)\n")
            .write("money/money.go", "package money\n")
            .write("money/money_test.go", "package money\n")
            .snapshot();

    assertThat(targets(snapshot, "web/src/cart.ts"))
        .containsExactly("web/lib/index.ts", "web/src/data.js", "web/src/line.ts");
    assertThat(targets(snapshot, "py/shop/cart.py"))
        .containsExactly("py/shop/line.py", "py/shop/money.py", "py/shop/tax.py");
    assertThat(targets(snapshot, "rb/lib/cart.rb"))
        .containsExactly("rb/lib/line.rb", "rb/lib/tax/rate.rb");
    assertThat(targets(snapshot, "main.go")).containsExactly("money/money.go");
    assertThat(snapshot.dependents("py/shop/line.py"))
        .extracting(FileDependency::from)
        .containsExactly("py/shop/cart.py");
  }

  @Test
  void seesTheNamespacesOfCSharp() {
    Snapshot snapshot =
        repository
            .write(
                "Shop/Cart.cs",
                "using System;\nusing Shop.Money;\nnamespace Shop.Carts;\n"
                    + "class Cart { Price p; Line l; Far f; }")
            .write("Shop/Price.cs", "namespace Shop.Money\n{ class Price {} }")
            .write("Shop/Line.cs", "namespace Shop\n{ class Line {} }")
            .write("Shop/Far.cs", "namespace Away\n{ class Far {} }")
            .snapshot();

    assertThat(targets(snapshot, "Shop/Cart.cs")).containsExactly("Shop/Line.cs", "Shop/Price.cs");
  }

  private static List<String> targets(Snapshot snapshot, String path) {
    return snapshot.dependencies(path).stream().map(FileDependency::to).toList();
  }

  private static FileDependency needs(String from, String to, String type) {
    return new FileDependency(ROOT + from, ROOT + to, List.of(type));
  }
}
