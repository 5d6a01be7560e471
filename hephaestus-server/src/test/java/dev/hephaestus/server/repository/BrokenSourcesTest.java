package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that are broken: what can be read of them is, they are named, and the rest works. */
final class BrokenSourcesTest {
  private static final String CART =
      """
      package shop;

      class Cart {
        int total() {
          return 1;
        }

        int count() {
          return 2;
        }
      }
      """;

  @TempDir Path temp;
  private TestRepository repository;

  @BeforeEach
  void create() {
    repository = TestRepository.in(temp.resolve("shop")).write("src/shop/Good.java", good());
  }

  @Test
  void readsAroundALostBrace() {
    Snapshot snapshot = with(CART.replace("return 1;\n  }", "return 1;\n"));

    assertThat(methods(snapshot)).contains("total", "count");
  }

  @Test
  void readsOurSideOfAMergeThatWasCommittedUnresolved() {
    Snapshot snapshot =
        with(
            """
            package shop;
            class Cart {
            <<<<<<< HEAD
              int total() { return 1; }
            ||||||| base
              int sum() { return 0; }
            =======
              int sum() { return 2; }
            >>>>>>> theirs
              int count() { return 3; }
            }
            """);

    assertThat(methods(snapshot)).containsExactly("total", "count");
    assertThat(snapshot.symbols("src/shop/Cart.java").orElseThrow().types().get(0).methods())
        .extracting(method -> method.lines().first())
        .containsExactly(4, 10);
    assertListed(snapshot, "merge markers: read in parts");
  }

  @Test
  void readsASourceThatOnlyQuotesMarkers() {
    Snapshot snapshot =
        with(
            """
            package shop;
            class Cart { String s = "<<<<<<< HEAD"; int total() { return 1; }
            /*
            =======
            >>>>>>> x
            */ int count() { return 2; } }
            """);

    assertThat(methods(snapshot)).containsExactly("total", "count");
    assertThat(snapshot.unreadable()).isEmpty();
  }

  @Test
  void listsBinaryContent() {
    byte[] classFile = new byte[4_000];
    classFile[0] = (byte) 0xCA;
    classFile[1] = (byte) 0xFE;
    Snapshot snapshot = with(classFile);

    assertThat(methods(snapshot)).isEmpty();
    assertListed(snapshot, "binary content");
  }

  @Test
  void readsAroundAStrayZero() {
    Snapshot snapshot = with(CART.replace("int count", "/* \0 */ int count"));

    assertThat(methods(snapshot)).containsExactly("total", "count");
    assertListed(snapshot, "binary content");
  }

  @Test
  void readsEveryEncoding() {
    for (SourceText.Encoding encoding : SourceText.Encoding.values()) {
      Snapshot snapshot = with(encoding.encode(CART));

      assertThat(methods(snapshot)).as("%s", encoding).containsExactly("total", "count");
      assertThat(snapshot.text("src/shop/Cart.java")).isEqualTo(CART);
      assertThat(snapshot.types("shop.Cart")).hasSize(1);
      assertThat(snapshot.unreadable()).isEmpty();
    }
  }

  @Test
  void readsALineOfFiveMegabytes() {
    String longLine = "x".repeat(5 << 20);
    repository
        .write(
            "src/shop/Long.java", "package shop; class Long { String s = \"" + longLine + "\"; }")
        .write("src/shop/Comment.java", "package shop; /*" + longLine + "*/ class Comment {}");
    repository.commit();
    SnapshotLimits limits = new SnapshotLimits(100, 16 << 20, 64 << 20);

    try (GitRepositories all = new GitRepositories(temp.resolve("cache"), limits)) {
      Snapshot snapshot =
          all.snapshot(RepositoryLocation.of(repository.folder().toString()), Optional.empty());
      assertThat(snapshot.types("shop.Long")).hasSize(1);
      assertThat(snapshot.types("shop.Comment")).hasSize(1);
    }
    assertThat(with(CART).leftOut())
        .containsExactly(
            new LeftOut("src/shop/Comment.java", "larger than 1048576 bytes"),
            new LeftOut("src/shop/Long.java", "larger than 1048576 bytes"));
  }

  @Test
  void survivesNestingWithoutEnd() {
    for (String endless :
        List.of(
            "class Cart { int x = " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "; }",
            "class Cart { void f() " + "{".repeat(100_000),
            "class Cart { ".repeat(50_000),
            "class Cart { " + "List<".repeat(50_000) + " x; }")) {
      Snapshot snapshot = with(endless);

      assertThat(methods(snapshot)).isEmpty();
      assertListed(snapshot, "nested too deeply");
    }
    assertGoodIsRead(with("class Cart { String s = \"a\"" + " + \"a\"".repeat(50_000) + "; }"));
  }

  @Test
  void readsWhatManyBracesAreLeftOpenIn() {
    Snapshot snapshot =
        with("package shop; class Cart { int total() { return 1; } void f() " + "{".repeat(200));

    assertThat(methods(snapshot)).contains("total");
  }

  @Test
  void takesBracketsInStringsForNoNesting() {
    Snapshot snapshot =
        with(CART.replace("return 1;", "String s = \"" + "({[<".repeat(500) + "\"; return 1;"));

    assertThat(methods(snapshot)).containsExactly("total", "count");
    assertThat(snapshot.unreadable()).isEmpty();
  }

  @Test
  void listsASourceThatCouldNotBeParsed() {
    assertThat(SourceFaults.of(CART, SourceSymbols.none("Cart.java")))
        .contains("could not be parsed");
    assertThat(SourceFaults.of("// nothing here\n", SourceSymbols.none("Cart.java"))).isEmpty();
  }

  @Test
  void listsASourceWhoseObjectIsDamaged() throws IOException {
    RawRepository raw = RawRepository.in(temp.resolve("raw.git"));
    byte[] noise = new byte[20_000];
    new Random(1).nextBytes(noise);
    byte[] content =
        (CART + "// " + HexFormat.of().formatHex(noise)).getBytes(StandardCharsets.UTF_8);
    ObjectId commit =
        raw.commit(
            raw.tree(List.of(raw.file("Cart.java", content), raw.file("Good.java", good()))));
    Path object = raw.objectFile(raw.blob(content));
    byte[] packed = Files.readAllBytes(object);
    for (int i = packed.length / 2; i < packed.length; i++) {
      packed[i] = 0;
    }
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.write(object, packed);

    Snapshot snapshot = raw.at(commit);

    assertThat(snapshot.symbols("Good.java").orElseThrow().types()).hasSize(1);
    assertThat(snapshot.symbols("Cart.java").orElseThrow().types()).isEmpty();
    assertThat(snapshot.leftOut())
        .containsExactly(new LeftOut("Cart.java", "content cannot be read"));
    assertThat(snapshot.metadata("Cart.java").orElseThrow().lines()).isZero();
    assertThat(snapshot.dependencies("Cart.java")).isEmpty();
    assertThat(snapshot.layout().modules()).hasSize(1);
  }

  private static String good() {
    return "package shop; class Good { int price() { return 1; } }";
  }

  private Snapshot with(String cart) {
    return with(cart.getBytes(StandardCharsets.UTF_8));
  }

  private Snapshot with(byte[] cart) {
    return repository.write("src/shop/Cart.java", cart).snapshot();
  }

  private static List<String> methods(Snapshot snapshot) {
    return snapshot.symbols("src/shop/Cart.java").orElseThrow().types().stream()
        .flatMap(type -> type.methods().stream())
        .map(MethodDeclaration::name)
        .toList();
  }

  private static void assertGoodIsRead(Snapshot snapshot) {
    snapshot.files().forEach(file -> snapshot.symbols(file.path()));
    assertThat(snapshot.types("shop.Good")).hasSize(1);
  }

  private static void assertListed(Snapshot snapshot, String reason) {
    assertThat(snapshot.leftOut()).containsExactly(new LeftOut("src/shop/Cart.java", reason));
    assertThat(snapshot.unreadable()).isEqualTo(snapshot.leftOut());
    assertGoodIsRead(snapshot);
  }
}
