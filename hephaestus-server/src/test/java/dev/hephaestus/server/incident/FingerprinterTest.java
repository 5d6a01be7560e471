package dev.hephaestus.server.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FingerprinterTest {
  private static final String NPE = "java.lang.NullPointerException";
  private final Fingerprinter fingerprinter = new Fingerprinter();

  @Test
  void oneFaultIsOneWhateverItsMessageLineThreadOrTime() {
    Thrown one = Thrown.of("X", "order 7 is open", frames("shop.Cart.total:10", "shop.Till.pay:5"));
    Thrown two =
        Thrown.of("X", "order 19 is open", frames("shop.Cart.total:12", "shop.Till.pay:9"));
    LogRecord elsewhere =
        LogRecord.of(Instant.EPOCH.plusSeconds(9), Level.FATAL, "other", "other message", two);

    assertThat(of(one)).isEqualTo(fingerprinter.fingerprint(elsewhere, List.of()));
  }

  @Test
  void oneFaultIsOneWhoeverCalled() {
    assertThat(of(Thrown.of(NPE, null, frames("shop.Cart.total", "shop.Till.pay"))))
        .isEqualTo(of(Thrown.of(NPE, null, frames("shop.Cart.total", "shop.Api.show"))));
  }

  @Test
  void differentMethodsOrTypesAreDifferentFaults() {
    Fingerprint total = of(Thrown.of(NPE, null, frames("shop.Cart.total")));

    assertThat(total)
        .isNotEqualTo(of(Thrown.of(NPE, null, frames("shop.Cart.add"))))
        .isNotEqualTo(of(Thrown.of(NPE, null, frames("shop.Till.total"))))
        .isNotEqualTo(
            of(Thrown.of("java.lang.ArithmeticException", null, frames("shop.Cart.total"))));
  }

  @Test
  void faultsThatACheckingMethodReportsAreToldApartByItsCallers() {
    Fingerprint pay =
        of(Thrown.of("shop.BadInput", null, frames("shop.Checks.positive", "shop.Till.pay")));
    Fingerprint show =
        of(Thrown.of("shop.BadInput", null, frames("shop.Checks.positive", "shop.Api.show")));
    Fingerprint order =
        of(Thrown.of("shop.BadInput", null, frames("shop.Till.requireOpen", "shop.Till.pay")));
    Fingerprint other =
        of(Thrown.of("shop.BadInput", null, frames("shop.Till.requireOpen", "shop.Api.show")));

    assertThat(List.of(pay, show, order, other)).doesNotHaveDuplicates();
  }

  @Test
  void aMethodWhoseNameOnlyBeginsLikeACheckIsNone() {
    assertThat(of(Thrown.of(NPE, null, frames("shop.Till.checkout", "shop.Till.pay"))))
        .isEqualTo(of(Thrown.of(NPE, null, frames("shop.Till.checkout", "shop.Api.show"))));
  }

  @Test
  void aCauseThatWasLoggedBareAndWrappedIsOneFault() {
    List<Frame> stack = frames("java.lang.Integer.parseInt", "shop.Cart.total", "shop.Till.pay");
    Thrown bare = Thrown.of("java.lang.NumberFormatException", "x", stack);
    // As a wrapper prints it: the frames that it shares with the wrapper are left out.
    Thrown cause = new Thrown(bare.className(), "x", stack.subList(0, 1), 2, null, List.of());
    Thrown wrapped =
        new Thrown(
            "shop.CartException",
            "cart",
            frames("shop.Cart.total", "shop.Till.pay"),
            0,
            cause,
            List.of());
    Thrown twice = new Thrown("shop.Web", "w", frames("shop.Web.go"), 0, wrapped, List.of());

    assertThat(of(bare)).isEqualTo(of(wrapped)).isEqualTo(of(twice));
  }

  @Test
  void aCauseWithoutFramesIsPlacedByWhatWrapsIt() {
    Thrown cause = Thrown.of(NPE, null, List.of());
    Thrown one = new Thrown("X", "", frames("shop.Cart.total"), 0, cause, List.of());
    Thrown two = new Thrown("X", "", frames("shop.Cart.add"), 0, cause, List.of());

    assertThat(of(one)).isNotEqualTo(of(two));
  }

  @Test
  void throwablesWithoutFramesAreToldApartByTypeLoggerAndTemplate() {
    Fingerprint one = of(log("l", "order {} failed", "", Thrown.of(NPE, null, List.of())));

    assertThat(one)
        .isEqualTo(of(log("l", "order {} failed", "7", Thrown.of(NPE, "m", List.of()))))
        .isNotEqualTo(of(log("m", "order {} failed", "", Thrown.of(NPE, null, List.of()))))
        .isNotEqualTo(of(log("l", "other", "", Thrown.of(NPE, null, List.of()))))
        .isNotEqualTo(of(log("l", "order {} failed", "", Thrown.of("X", null, List.of()))))
        .isNotEqualTo(of(log("l", "order {} failed", "", null)));
  }

  @Test
  void libraryFramesDoNotCountWhereThereAreOthers() {
    List<Frame> direct = frames("java.util.ArrayList.get", "shop.Cart.total");
    List<Frame> deep =
        frames(
            "java.util.Objects.checkIndex",
            "org.springframework.util.X.y",
            "java.util.ArrayList.get",
            "shop.Cart.total");

    assertThat(of(Thrown.of("X", null, direct))).isEqualTo(of(Thrown.of("X", null, deep)));
  }

  @Test
  void installedCodeOfOtherLanguagesDoesNotCountEither() {
    Frame own = Frame.of("cart", "total", "/app/shop/cart.py", 4);
    Frame library = Frame.of("json.decoder", "decode", "/usr/lib/python3.11/json/decoder.py", 7);
    Frame module = Frame.of("Layer", "handle", "/app/node_modules/express/layer.js", 7);
    Frame node = Frame.of("fs", "openSync", "node:fs", 7);

    assertThat(of(Thrown.of("X", null, List.of(library, module, node, own))))
        .isEqualTo(of(Thrown.of("X", null, List.of(node, own))));
    // What was made at run time has no file, and is its class's.
    Frame proxy = Frame.of("shop.Cart$$EnhancerBySpringCGLIB$$1", "total", "<generated>", -1);
    assertThat(of(Thrown.of("X", null, List.of(proxy))))
        .isEqualTo(of(Thrown.of("X", null, frames("shop.Cart.total"))));
  }

  @Test
  void thePackagesOfTheNodeComeBeforeEverythingElse() {
    List<Frame> frames =
        frames("com.vendor.Sdk.call", "org.apache.commons.lang3.A.b", "shop.Cart.total");
    Thrown thrown = Thrown.of("X", null, frames);
    LogRecord record = log("l", "", "m", thrown);

    assertThat(fingerprinter.fingerprint(record, List.of("shop")))
        .isEqualTo(of(Thrown.of("X", null, frames("java.util.List.b", "shop.Cart.total"))));
    assertThat(fingerprinter.fingerprint(record, List.of("org.apache.commons.lang3.")))
        .isNotEqualTo(fingerprinter.fingerprint(record, List.of("shop")));
    // A prefix ends where a name ends.
    assertThat(fingerprinter.fingerprint(record, List.of("sho"))).isEqualTo(of(thrown));
  }

  @Test
  void aTraceOfLibrariesOnlyIsPlacedByItsInnermostOutsideTheJdk() {
    Fingerprint one =
        of(
            Thrown.of(
                "X", null, frames("java.util.ArrayList.get", "org.apache.A.b", "org.junit.R.r")));

    assertThat(one)
        .isEqualTo(of(Thrown.of("X", null, frames("org.apache.A.b", "org.junit.Q.q"))))
        .isNotEqualTo(of(Thrown.of("X", null, frames("org.apache.A.c", "org.junit.R.r"))));
    assertThat(of(Thrown.of("X", null, frames("java.util.ArrayList.get", "java.lang.Thread.run"))))
        .isNotEqualTo(
            of(Thrown.of("X", null, frames("java.util.HashMap.get", "java.lang.Thread.run"))));
  }

  @ParameterizedTest
  @CsvSource({
    "shop.Cart.total, shop.Cart.lambda$total$3",
    "shop.Cart.total, shop.Cart.lambda$total$14",
    "shop.Cart.<init>, shop.Cart.lambda$new$0",
    "shop.Cart.total, shop.Cart.$anonfun$total$1",
    "shop.Cart.total, shop.Cart.total$lambda$2",
    "shop.Cart.total, shop.Cart$$EnhancerBySpringCGLIB$$7f1a.total",
    "shop.Cart.total, shop.Cart$$SpringCGLIB$$0.total",
    "shop.Cart.total, shop.Cart$HibernateProxy$Zk3Q.total",
    "shop.Cart.total, shop.Cart_$$_jvst7a_0.total",
    "shop.Cart.total, shop.Cart$MockitoMock$1234.total",
    "shop.Cart.total, shop.Cart_ClientProxy.total",
    "shop.Cart.total, shop.Cart$$EnhancerBySpringCGLIB$$7f1a.CGLIB$total$0",
    "shop.Cart.total, shop.$Cart$Definition$Intercepted.total",
    "shop.Cart.total, shop.Cart.lambda$total$3f2a1b$1",
    "shop.Cart.total, shop.Cart.lambda$total$0$shop-Cart",
    "shop.Cart.total, shop.Cart.total$default",
    "shop.Cart.total, shop.Cart.total-IoAF18A",
    "shop.Cart.total, shop.Cart$total$1.invokeSuspend",
    "shop.Cart.total, shop.Cart$total$2$1.invokeSuspend",
    "shop.Cart.total, shop.Cart$$anonfun$total$1.apply",
    "shop.Cart.total, shop.Cart$.total",
    "shop.Cart.total, shop.Cart$_total_closure1.doCall",
    "shop.Cart.total, shop.Cart.total_aroundBody0",
    "shop.Cart$Line.total, shop.Cart$Line$ByteBuddy$x1Y.total",
  })
  void generatedNamesAreThoseOfWhatTheyWereMadeFrom(String written, String generated) {
    assertThat(of(Thrown.of("X", null, frames(generated))))
        .isEqualTo(of(Thrown.of("X", null, frames(written))));
  }

  @ParameterizedTest
  @CsvSource({
    "com.sun.proxy.$Proxy12.total",
    "jdk.proxy2.$Proxy34.total",
    "$Proxy9.total",
    "shop.Cart$$Lambda$14/0x000001.apply",
    "shop.Cart$$FastClassBySpringCGLIB$$1.invoke",
    "shop.Cart.access$000",
    "jdk.internal.reflect.GeneratedMethodAccessor123.invoke",
    "shop.Cart$$Lambda/0x00007f12ac0a1000.apply",
    "java.lang.invoke.LambdaForm$DMH/0x000001.invokeStatic",
    "shop.Cart.access$total",
    "shop.Cart$MockitoMock$1$auxiliary$a2.call",
    "shop.Cart$AjcClosure1.run",
    "shop.Cart.super$2$total",
  })
  void callsThatNobodyWroteDoNotCount(String glue) {
    assertThat(of(Thrown.of("X", null, frames(glue, "shop.Cart.total"))))
        .isEqualTo(of(Thrown.of("X", null, frames("shop.Cart.total"))));
  }

  @Test
  void anAnonymousClassIsKnownByItsCallerAndNotByItsNumber() {
    Fingerprint one = of(Thrown.of("X", null, frames("shop.Cart$1.compare", "shop.Cart.sort")));

    assertThat(one)
        .isEqualTo(of(Thrown.of("X", null, frames("shop.Cart$2.compare", "shop.Cart.sort"))))
        .isNotEqualTo(of(Thrown.of("X", null, frames("shop.Cart$1.compare", "shop.Cart.order"))))
        .isNotEqualTo(of(Thrown.of("X", null, frames("shop.Till$1.compare", "shop.Cart.sort"))));
  }

  @Test
  void twoThrowsOfOneMethodAreToldApartByTheirWords() {
    assertThat(of(Thrown.of("X", "the cart 7 is closed", frames("shop.Cart.add"))))
        .isEqualTo(of(Thrown.of("X", "the cart 8 is closed", frames("shop.Cart.add"))))
        .isNotEqualTo(of(Thrown.of("X", "the cart 7 is full", frames("shop.Cart.add"))));
  }

  @Test
  void theWordsOfALibraryDoNotCountButThoseOfACheckDo() {
    List<Frame> library = frames("vendor.Codec.decode", "shop.Cart.add");
    List<Frame> check = frames("java.util.Objects.requireNonNull", "shop.Cart.add");

    assertThat(only("shop", Thrown.of("X", "bad input", library)))
        .isEqualTo(only("shop", Thrown.of("X", "end of input", library)));
    assertThat(only("shop", Thrown.of("X", "item", check)))
        .isNotEqualTo(only("shop", Thrown.of("X", "owner", check)));
  }

  @Test
  void whatWasCalledTellsTwoFailuresOfOneMethodApart() {
    Fingerprint get = of(Thrown.of("X", null, frames("java.util.ArrayList.get", "shop.Cart.add")));

    assertThat(get)
        .isEqualTo(of(Thrown.of("X", null, frames("java.util.List$N.get", "shop.Cart.add"))))
        .isNotEqualTo(of(Thrown.of("X", null, frames("java.util.ArrayList.set", "shop.Cart.add"))));
  }

  @Test
  void theJvmsOwnWordsTellWhichExpressionWasNull() {
    String item = "Cannot invoke \"shop.Item.price()\" because \"<local4>\" is null";
    String same = "Cannot invoke \"shop.Item.price()\" because \"<local7>\" is null";
    String other = "Cannot invoke \"shop.Item.tax()\" because \"<local4>\" is null";

    assertThat(of(Thrown.of(NPE, item, frames("shop.Cart.total"))))
        .isEqualTo(of(Thrown.of(NPE, same, frames("shop.Cart.total"))))
        .isNotEqualTo(of(Thrown.of(NPE, other, frames("shop.Cart.total"))));
    String cast = "class shop.A cannot be cast to class shop.C (shop.A and shop.C are in x)";
    assertThat(of(Thrown.of("java.lang.ClassCastException", cast, frames("shop.Cart.total"))))
        .isEqualTo(
            of(
                Thrown.of(
                    "java.lang.ClassCastException",
                    "class shop.B cannot be cast to class shop.C (…)",
                    frames("shop.Cart.total"))));
  }

  @Test
  void aCauseFromAnotherThreadIsPlacedByTheCallThatWaitedForIt() {
    Thrown cause = Thrown.of("java.net.ConnectException", "x", frames("sun.nio.ch.Net.poll"));
    Thrown pay = new Thrown("W", "", frames("shop.Till.pay"), 0, cause, List.of());
    Thrown ship = new Thrown("W", "", frames("shop.Post.ship"), 0, cause, List.of());

    assertThat(of(pay)).isNotEqualTo(of(ship));
  }

  @Test
  void aStackOverflowIsItsRecursionWhereverItEnded() {
    List<Frame> cycle = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      cycle.addAll(frames("shop.Tree.walk", "shop.Tree.visit"));
    }
    List<Frame> other = new ArrayList<>(frames("shop.Tree.name"));
    other.addAll(cycle.subList(1, cycle.size()));
    String error = "java.lang.StackOverflowError";

    assertThat(of(Thrown.of(error, null, cycle))).isEqualTo(of(Thrown.of(error, null, other)));
    assertThat(of(Thrown.of(error, null, cycle)))
        .isNotEqualTo(of(Thrown.of(error, null, Collections.nCopies(50, cycle.get(0)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order 17 failed | order 4711 failed",
        "took 1.5 s at 12:30:01 | took 22.75 s at 09:00:59",
        "user 'bob' unknown | user 'alice smith' unknown",
        "key \"a\" | key \"b c\"",
        "id 123e4567-e89b-12d3-a456-426614174000 | id 00000000-e89b-12d3-a456-42661417400f",
        "commit 0123456789abcdef | commit fedcba9876543210aa",
        "at 0xdeadbeef | at 0x1",
        "object Cart@1a2b3c4d | object Cart@7f31245a",
        "no file /var/lib/shop/a.txt | no file /srv/b/c-2.log",
        "no file C:\\shop\\a.txt | no file D:\\x",
        "GET http://a.example/x?y=1 failed | GET https://b.example:8080/ failed",
      })
  void messagesThatDifferInValuesOnlyAreOneFault(String one, String two) {
    assertThat(of(log("l", "", one, null))).isEqualTo(of(log("l", "", two, null)));
    assertThat(of(log("l", one, "m", null))).isEqualTo(of(log("l", two, "n", null)));
  }

  @Test
  void messagesThatDifferInWordsAreDifferentFaults() {
    List<String> messages =
        List.of(
            "order failed",
            "order refused",
            "deadbeef accessed",
            "facade added",
            "it's",
            "a/b",
            "don't go, won't stay",
            "don't run, won't stay");

    assertThat(messages.stream().map(message -> of(log("l", "", message, null))).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void aHostileMessageIsReadInLinearTime() {
    for (String piece :
        List.of("'", "\"", "/a", "-1", "1:", "a-", "0x", "C:\\", "a://", "1a", "@f")) {
      LogRecord record = log("l", "", piece.repeat(100_000), null);
      org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(1), () -> of(record));
    }
  }

  @Test
  void titlesAreOneShortLine() {
    assertThat(fingerprinter.title(log("l", "", "m", Thrown.of(NPE, "a\nb", List.of()))))
        .isEqualTo(NPE + ": a");
    assertThat(fingerprinter.title(log("l", "", "\n  m\nn", null))).isEqualTo("m");
    assertThat(fingerprinter.title(log("l", "", " ", null))).isEqualTo("l");
    assertThat(fingerprinter.title(log("", "", "", null))).isEqualTo("(no message)");
    String pairs = "x" + "\uD834\uDD1E".repeat(200);
    assertThat(fingerprinter.title(log("l", "", pairs, null)))
        .hasSizeLessThanOrEqualTo(200)
        .doesNotContain("\uD834…");
  }

  @Test
  void theTitleNamesTheDeepestCause() {
    Thrown wrapped =
        new Thrown("shop.W", "outer", List.of(), 0, Thrown.of(NPE, "inner", List.of()), List.of());

    assertThat(fingerprinter.title(log("l", "", "m", wrapped))).isEqualTo(NPE + ": inner");
  }

  private Fingerprint only(String own, Thrown thrown) {
    return fingerprinter.fingerprint(log("l", "", "m", thrown), List.of(own));
  }

  private Fingerprint of(Thrown thrown) {
    return of(log("l", "", "m", thrown));
  }

  private Fingerprint of(LogRecord record) {
    return fingerprinter.fingerprint(record, List.of());
  }

  private static LogRecord log(
      String logger, String template, String message, @Nullable Thrown thrown) {
    return new LogRecord(
        Instant.EPOCH,
        Level.ERROR,
        logger,
        "",
        template,
        List.of(),
        message,
        Map.of(),
        List.of(),
        Map.of(),
        "",
        "",
        thrown,
        false);
  }

  /** Frames from {@code class.method} or {@code class.method:line}. */
  private static List<Frame> frames(String... calls) {
    return Arrays.stream(calls).map(FingerprinterTest::frame).toList();
  }

  private static Frame frame(String call) {
    int colon = call.indexOf(':');
    String name = colon < 0 ? call : call.substring(0, colon);
    int line = colon < 0 ? 1 : Integer.parseInt(call.substring(colon + 1));
    int dot = name.lastIndexOf('.');
    return Frame.of(name.substring(0, dot), name.substring(dot + 1), "X.java", line);
  }
}
