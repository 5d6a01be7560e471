package dev.hephaestus.server.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KnownPlacesTest {
  private final KnownPlaces known = new KnownPlaces();

  @Test
  void whatIsRememberedIsWhatWouldBeFound() {
    List<Thrown> traces = new ArrayList<>();
    for (String type : List.of("shop.Cart", "shop.Till", "org.apache.Lib", "shop.Cart$1")) {
      for (String method : List.of("total", "checkTotal", "lambda$total$0")) {
        for (String file : List.of("Cart.java", "/app/node_modules/cart.js")) {
          Thrown bare = thrown("a.B", null, type, method, file, 1);
          traces.add(bare);
          traces.add(thrown("a.C", null, type, method, file, 2));
          traces.add(thrown("a.W", bare, "shop.Api", "post", "Api.java", 3));
        }
      }
    }
    for (int round = 0; round < 2; round++) {
      for (List<String> packages : List.of(List.<String>of(), List.of("shop"), List.of("org"))) {
        for (Thrown trace : traces) {
          assertThat(known.of(trace, packages).place()).isEqualTo(FaultPlace.of(trace, packages));
        }
      }
    }
  }

  @Test
  void messagesAndLinesDoNotMakeAnotherTrace() {
    NamedPlace place = known.of(thrown("a.B", null, "shop.Cart", "total", "C.java", 1), List.of());

    assertThat(known.of(thrown("a.B", null, "shop.Cart", "total", "C.java", 9), List.of()))
        .isSameAs(place);
  }

  @Test
  void hugeTracesAreNotRememberedAndManyAreForgotten() {
    String name = "shop." + "x".repeat(40_000);
    Thrown huge = thrown("a.B", null, name, "total", "C.java", 1);
    assertThat(known.of(huge, List.of())).isNotSameAs(known.of(huge, List.of()));

    Thrown first = thrown("a.B", null, "shop.First", "total", "C.java", 1);
    NamedPlace place = known.of(first, List.of());
    for (int i = 0; i < 800; i++) {
      known.of(thrown("a.B", null, "shop." + "y".repeat(30_000) + i, "m", "C.java", 1), List.of());
    }
    assertThat(known.of(first, List.of())).isNotSameAs(place);
    assertThat(known.of(first, List.of()).place()).isEqualTo(place.place());
  }

  private static Thrown thrown(
      String type, @Nullable Thrown cause, String className, String method, String file, int line) {
    return new Thrown(
        type, "m" + line, List.of(Frame.of(className, method, file, line)), 0, cause, List.of());
  }
}
