package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrailPictureTest {
  private static final MethodDeclaration TOTAL = method("Cart", "total", 40, 48);
  private static final MethodDeclaration PRICE = method("Prices", "of", 10, 20);
  private static final MethodDeclaration RUN = method("App", "run", 3, 9);
  private static final MethodDeclaration MAIN = method("App", "main", 11, 14);
  private static final MethodDeclaration LOGGER = method("Log", "warn", 1, 2);

  private static final Frame LIBRARY = Frame.of("java.util.Objects", "of", "Objects.java", 1);

  private static MethodDeclaration method(String type, String name, int first, int last) {
    return new MethodDeclaration(
        "shop." + type,
        name,
        "src/shop/" + type + ".java",
        List.of(),
        "int",
        List.of(),
        new LineRange(first, last));
  }

  private static Frame frame(MethodDeclaration method, int line) {
    String type = method.typeName();
    return Frame.of(type, method.name(), type.substring(type.indexOf('.') + 1) + ".java", line);
  }

  private static Thrown fault(String message, Frame... frames) {
    return Thrown.of("java.lang.NullPointerException", message, List.of(frames));
  }

  @Test
  void drawsFramesMethodsSuspectsAndContext() {
    Thrown cause =
        new Thrown(
            "java.lang.NullPointerException",
            "no price",
            List.of(LIBRARY, frame(TOTAL, 42), LIBRARY, LIBRARY, frame(RUN, 5)),
            3,
            null,
            List.of());
    Thrown thrown =
        new Thrown(
            "shop.ShopException",
            null,
            List.of(frame(RUN, 7), LIBRARY, frame(MAIN, 12)),
            0,
            cause,
            List.of());
    Localization localization =
        new Localization(
            "c0ffee",
            List.of(
                new Suspect(
                    1, TOTAL, 0.834, List.of("NullPointerException surfaced here at line 42")),
                new Suspect(
                    2,
                    PRICE,
                    0.41,
                    List.of("its result matters where Cart.total failed", "is nice to look at")),
                new Suspect(3, RUN, 0.2, List.of("call 2 of the stack at line 5")),
                new Suspect(4, LOGGER, 0.1, List.of("the message is like its own"))),
            List.of(
                new ProjectFrame(cause, frame(TOTAL, 42), TOTAL),
                new ProjectFrame(cause, frame(RUN, 5), RUN),
                new ProjectFrame(thrown, frame(RUN, 7), RUN),
                new ProjectFrame(thrown, frame(MAIN, 12), MAIN)));
    List<Part> parts =
        List.of(
            new Part(TOTAL.path(), TOTAL.lines(), Kind.METHOD, "int total() { return 1; }"),
            new Part(PRICE.path(), PRICE.lines(), Kind.METHOD, "int of() { return 2; }"),
            new Part(PRICE.path(), new LineRange(1, 30), Kind.SKELETON, "class Prices { }"));
    PackedContext context = new PackedContext(80, parts);

    assertThat(TrailPicture.of(thrown, localization, context))
        .isEqualTo(
            """
            NullPointerException: no price
            ├─ … 1 other frame (libraries, tests)
            ├─ Cart.total(Cart.java:42) → Cart.total  src/shop/Cart.java:40-48
            │    suspect #1 (0.83)
            │      NullPointerException surfaced here at line 42
            │      in the context: method, TOTAL tokens
            │    led to #2 (0.41)  Prices.of  src/shop/Prices.java:10-20
            │      its result matters where Cart.total failed
            │      in the context: method, PRICE tokens
            ├─ … 2 other frames (libraries, tests)
            ├─ App.run(App.java:5) → App.run  src/shop/App.java:3-9
            │    suspect #3 (0.20)
            │      call 2 of the stack at line 5
            │      not in the context
            └─ … 3 other frames (libraries, tests)
            wrapped by ShopException
            ├─ App.run(App.java:7) → App.run  src/shop/App.java:3-9
            │    (see above)
            ├─ … 1 other frame (libraries, tests)
            └─ App.main(App.java:12) → App.main  src/shop/App.java:11-14
                 not suspected
            suspected otherwise
              #4 (0.10)  Log.warn  src/shop/Log.java:1-2
                the message is like its own
                not in the context
            context: 3 parts, about 80 tokens
              method        2      BOTH tokens
              skeleton      1      REST tokens
            """
                .replace("TOTAL", Integer.toString(parts.get(0).tokens()))
                .replace("PRICE", Integer.toString(parts.get(1).tokens()))
                .replace("BOTH", Integer.toString(parts.get(0).tokens() + parts.get(1).tokens()))
                .replace("REST", Integer.toString(parts.get(2).tokens())));
  }

  @Test
  void withoutAThrowableTheMessagesSuspectsAreDrawn() {
    Localization localization =
        new Localization(
            "c0ffee", List.of(new Suspect(1, LOGGER, 0.5, List.of("logs this"))), List.of());

    assertThat(TrailPicture.of(null, localization, new PackedContext(0, List.of())))
        .isEqualTo(
            """
            nothing was thrown; the message alone led to what follows
            suspected otherwise
              #1 (0.50)  Log.warn  src/shop/Log.java:1-2
                logs this
                not in the context
            context: 0 parts, about 0 tokens
            """);
  }

  @Test
  void whatALogOrARepositoryHoldsCannotSteerATerminalOrGrowALine() {
    String evil = "\u001b[31mred\u001b]0;title\u0007\r\n\u202egnp" + "x".repeat(10_000);
    MethodDeclaration odd = method("E\u001b[2J\u200f" + "y".repeat(500), "m\u0085", 1, 2);
    Thrown thrown = fault(evil, frame(odd, 1), LIBRARY);
    Localization localization =
        new Localization(
            "c0ffee",
            List.of(new Suspect(1, odd, 0.5, List.of(evil))),
            List.of(new ProjectFrame(thrown, frame(odd, 1), odd)));

    String picture = TrailPicture.of(thrown, localization, new PackedContext(0, List.of()));

    assertThat(picture.lines()).allMatch(line -> line.length() <= 110).hasSize(7);
    assertThat(picture)
        .doesNotContain("\u001b", "\u0007", "\r", "\u202e", "\u200f", "\u0085")
        .contains("NullPointerException: ?[31mred?]0;title?  ?gnpxxx", "…");
  }

  @Test
  void aDeepChainAndALongTraceAreCutShort() {
    List<Frame> frames = new ArrayList<>();
    List<ProjectFrame> found = new ArrayList<>();
    IntStream.range(0, 1_000).forEach(line -> frames.add(frame(TOTAL, line + 1)));
    Thrown deepest = fault("deep", frames.toArray(Frame[]::new));
    frames.forEach(frame -> found.add(new ProjectFrame(deepest, frame, TOTAL)));
    Thrown thrown = deepest;
    for (int i = 0; i < 300; i++) {
      thrown = new Thrown("x.Wrapper", "w" + i, List.of(), 1_000, thrown, List.of());
    }
    List<Suspect> suspects = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String why = i % 2 == 0 ? "is called by Cart.total" : "is odd";
      suspects.add(new Suspect(i + 1, method("Other" + i, "m", 1, 2), 0.5, List.of(why)));
    }

    String picture =
        TrailPicture.of(
            thrown, new Localization("c0ffee", suspects, found), new PackedContext(0, List.of()));

    assertThat(picture.lines()).hasSizeLessThan(120);
    assertThat(picture)
        .contains("… 980 other frames", "… wrapped 293 times more", "… and to 45 more")
        .contains("  … and 45 more");
  }
}
