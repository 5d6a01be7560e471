package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import org.junit.jupiter.api.Test;

final class FileFramesTest {

  private final SymbolsOnly snapshot =
      new SymbolsOnly()
          .with("services/shop/cart.py", "shop", "shop.cart", "total 1-9", "load 11-20")
          .with("services/desk/cart.py", "desk", "desk.cart", "total 1-9", "open 11-20")
          .with("main.py", "", "main", "run 1-9")
          .with("web/src/cart.ts", "", "Cart", "total 1-9", "<init> 11-20", "inner 4-6")
          .with("web/src/views/index.js", "", "index", "render 1-9")
          .with("web/lib/index.js", "", "index", "start 1-9")
          .with("cmd/server.go", "main", "main", "serve 1-9")
          .with("server.go", "shop", "shop", "Serve 1-9")
          .with("Shop/Cart.cs", "Shop", "Shop.Cart", "Total 1-9", "Sum 11-12");

  @Test
  void theLongestCommonEndOfThePathsDecides() {
    assertThat(place("/srv/app/services/shop/cart.py", "total", 3))
        .isEqualTo("services/shop/cart.py total");
    assertThat(place("/app/desk/cart.py", "total", 3)).isEqualTo("services/desk/cart.py total");
    assertThat(place("C:\\build\\services\\desk\\cart.py", "open", 12))
        .isEqualTo("services/desk/cart.py open");
    assertThat(place("./services/shop/cart.py", "load", 12))
        .isEqualTo("services/shop/cart.py load");
    assertThat(place("/anywhere/main.py", "run", 2)).isEqualTo("main.py run");
  }

  @Test
  void aPathThatOnlyMayBeMeantNeedsTheNameTheLineAndNoOtherFile() {
    assertThat(place("/code/backend/cart.py", "load", 12)).isEqualTo("services/shop/cart.py load");
    assertThat(place("/code/backend/cart.py", "load", 2)).isEqualTo("nothing");
    assertThat(place("/code/backend/cart.py", "total", 2)).isEqualTo("nothing");
    assertThat(place("dist/index.js", "start", 2)).isEqualTo("web/lib/index.js start");
  }

  @Test
  void whatWasInstalledIsNotTheProjects() {
    for (String path :
        new String[] {
          "/usr/lib/python3.11/main.py",
          "/v/lib/python3.11/site-packages/shop/cart.py",
          "C:\\Python311\\Lib\\main.py",
          "/app/node_modules/web/src/views/index.js",
          "/root/go/pkg/mod/example.com/shop@v1.2.3/server.go",
          "example.com/shop@v1.2.3/server.go",
          "/var/lib/gems/3.2.0/gems/rack-2.2/main.rb",
          "node:internal/index.js",
          "<frozen importlib._bootstrap>"
        }) {
      String method = path.endsWith(".go") ? "Serve" : path.endsWith("cart.py") ? "total" : "run";
      assertThat(place(path, method, 2)).as(path).isEqualTo("nothing");
    }
    assertThat(resolve(Frame.of("net/http.conn", "Serve", "net/http/server.go", 2)))
        .isEqualTo("nothing");
    assertThat(resolve(Frame.of("example.com/shop", "Serve", "example.com/shop/server.go", 2)))
        .isEqualTo("server.go Serve");
  }

  @Test
  void aLibraryInsideOfTheRepositoryIsFoundByItsWholePath() {
    snapshot.with("vendored/site-packages/dep/cart.py", "dep", "dep.cart", "total 1-9");

    assertThat(place("/x/lib/python3.11/site-packages/dep/cart.py", "total", 3))
        .isEqualTo("vendored/site-packages/dep/cart.py total");
  }

  @Test
  void theNameAndTheLineDecideInsideOfTheFile() {
    assertThat(place("web/src/cart.ts", "total", 5)).isEqualTo("web/src/cart.ts total");
    assertThat(place("web/src/cart.ts", "<anonymous>", 5)).isEqualTo("web/src/cart.ts inner");
    assertThat(place("web/src/cart.ts", "total", 40)).isEqualTo("web/src/cart.ts total");
    assertThat(place("web/src/cart.ts", "__init__", 12)).isEqualTo("web/src/cart.ts <init>");
    assertThat(place("web/src/cart.ts", "<anonymous>", 40)).isEqualTo("nothing");
  }

  @Test
  void compiledJavaScriptIsFoundInItsTypeScriptByName() {
    assertThat(place("/app/web/dist/cart.js", "total", 777)).isEqualTo("web/src/cart.ts total");
    assertThat(place("/app/web/dist/cart.js", "<anonymous>", 5)).isEqualTo("nothing");
  }

  @Test
  void accessorsOfDotNetAreTheirProperties() {
    assertThat(resolve(Frame.of("Shop.Cart", "get_Sum", "/_/Shop/Cart.cs", 11)))
        .isEqualTo("Shop/Cart.cs Sum");
    assertThat(resolve(Frame.of("Shop.Cart", "Total", "", 0))).isEqualTo("Shop/Cart.cs Total");
  }

  @Test
  void hostilePathsFindNothing() {
    for (String path : new String[] {"/.py", "..py", "/".repeat(5000) + "main.py", "//", ".py"}) {
      assertThat(place(path, "run", 2)).as(path).isEqualTo("nothing");
    }
  }

  private String place(String path, String method, int line) {
    return resolve(Frame.of("x", method, path, line));
  }

  private String resolve(Frame frame) {
    return new FrameResolver(snapshot)
        .resolve(frame)
        .map(found -> found.path() + " " + found.name())
        .orElse("nothing");
  }
}
