package dev.hephaestus.javaagent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueRendererTest {

  private final Fields fields =
      new Fields(
          ApplicationClasses.detected(
              ValueRendererTest.class.getPackageName(), "", Object.class.getProtectionDomain()),
          noInstrumentation());

  @Test
  void leavesReadAsTheirTexts() {
    assertThat(shown(5)).isEqualTo("java.lang.Integer 2 5");
    assertThat(shown('\'')).isEqualTo("java.lang.Character 2 '");
    assertThat(shown("a\nb")).isEqualTo("java.lang.String 3 a\nb");
    assertThat(shown(TimeUnit.DAYS)).startsWith("java.util.concurrent.TimeUnit").endsWith("4 DAYS");
    assertThat(shown(new BigDecimal("1.50"))).isEqualTo("java.math.BigDecimal 8 1.50");
    assertThat(shown(null)).isEqualTo(" 1 ");
  }

  @Test
  void whatHoldsOthersReadsAsItsParts() {
    assertThat(shown(new int[] {1, 2})).isEqualTo("[I 5 (1, 2)");
    assertThat(shown(Arrays.asList("a", null))).isEqualTo("java.util.Arrays$ArrayList 6 (a, null)");
    assertThat(shown(Map.of("k", 1))).isEqualTo("java.util.ImmutableCollections$Map1 7 (k=1)");
    assertThat(shown(Collections.singletonMap(2, "v")))
        .isEqualTo("java.util.Collections$SingletonMap 7 ((key=2, value=v))");
    assertThat(shown(new Till("Ada"))).contains("8 (owner=Ada, drawer=3, self=...)");
  }

  @Test
  void noCodeOfTheApplicationRuns() {
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {List.class, Map.Entry.class},
            (self, method, arguments) -> {
              throw new AssertionError(method);
            });
    Map<Object, Object> map = new HashMap<>();
    map.put("k", new Hostile());
    List<Object> all = new ArrayList<>(List.of(new Hostile(), new HostileList(), proxy, map));
    all.add(Collections.unmodifiableList(new HostileList()));
    all.add(Collections.synchronizedCollection(new HostileList()));
    assertThat(shown(all)).contains("number=7").doesNotContain("ran");
  }

  @Test
  void secretsAreWithheldByNameAndByLook() {
    assertThat(renderer().render("userPassword", "hush")[6]).isEqualTo(true);
    assertThat(renderer().render("api_key", new char[] {'a'})[6]).isEqualTo(true);
    assertThat(renderer().render("pin", 1234)[6]).isEqualTo(true);
    assertThat(renderer().render("text", "eyJhbGciOiJIUzI1NiJ9.e30.x")[6]).isEqualTo(true);
    assertThat(renderer().render("text", "4111 1111 1111 1111")[6]).isEqualTo(true);
    assertThat(renderer().render("url", "jdbc:x://me:hush@db/a")[6]).isEqualTo(true);
    Object[] map = renderer().render("headers", Map.of("Authorization", "hush"));
    assertThat(((Object[]) ((Object[]) map[4])[0])[6]).isEqualTo(true);
    assertThat(Arrays.deepToString(map)).doesNotContain("hush");
    assertThat(renderer().render("hasPassword", true)[6]).isEqualTo(false);
    assertThat(renderer().render("name", "Ada")[6]).isEqualTo(false);
  }

  @Test
  void depthLengthAndNumberAreBounded() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      deep = new ArrayList<>(List.of(deep));
    }
    List<Object> wide = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      wide.add(new ArrayList<Object>(Collections.nCopies(100, "x".repeat(5_000))));
    }
    assertThat(shown(deep)).contains("...");
    assertThat(shown(wide)).hasSizeLessThan(70_000);
    assertThat(shown(BigInteger.TWO.pow(1_000_000))).isEqualTo("java.math.BigInteger 8 ()");
  }

  @Test
  void whatTakesTooLongIsCut() {
    long[] now = {0};
    ValueRenderer slow = new ValueRenderer(fields, () -> now[0] += 10, 100);
    assertThat(text(slow.render("v", new int[1_000]))).hasSizeLessThan(60).endsWith("...");
  }

  @Test
  void changesMeanwhileOnlyCut() {
    Object[] rendered =
        renderer()
            .render(
                "v",
                new ArrayList<>(List.of(1, 2)) {
                  private static final long serialVersionUID = 1L;
                });
    assertThat(rendered[5]).isEqualTo(true);
    List<Object> changing = new ArrayList<>(List.of(1, 2, 3));
    Fields clearing = fields;
    ValueRenderer renderer =
        new ValueRenderer(
            clearing,
            () -> {
              changing.clear();
              return 0;
            },
            1);
    assertThat(renderer.render("v", changing)[5]).isIn(true, false);
  }

  @Test
  void optionalsAndSortedSetsAreOpenedWhereTheJdkLets() {
    assertThat(shown(new TreeSet<>(List.of("b", "a")))).startsWith("java.util.TreeSet 6 ");
    assertThat(shown(Optional.of(1))).startsWith("java.util.Optional 8 ");
  }

  private ValueRenderer renderer() {
    return new ValueRenderer(fields, () -> 0, 1);
  }

  private String shown(@Nullable Object value) {
    Object[] node = renderer().render("v", value);
    return node[1] + " " + node[2] + " " + text(node);
  }

  private static String text(Object[] node) {
    Object[] parts = (Object[]) node[4];
    boolean whole = (Integer) node[2] >= Node.ARRAY && ((String) node[3]).isEmpty();
    if (!whole) {
      return (Integer) node[2] == Node.NULL ? "" : (String) node[3];
    }
    List<String> texts = new ArrayList<>();
    for (Object each : parts) {
      Object[] part = (Object[]) each;
      String name = (String) part[0];
      String text = (Integer) part[2] == Node.NULL ? "null" : text(part);
      texts.add(name.isEmpty() ? text : name + "=" + text);
    }
    return parts.length == 0 && (Boolean) node[5]
        ? "..."
        : "(" + String.join(", ", texts) + ")" + ((Boolean) node[5] ? "..." : "");
  }

  /** Opens nothing: what the test's own modules allow is enough. */
  private static Instrumentation noInstrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            ValueRendererTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (self, method, arguments) -> null);
  }

  /** An object of the application. */
  static final class Till {
    final String owner;
    final int drawer = 3;
    final Till self = this;

    Till(String owner) {
      this.owner = owner;
    }
  }

  /** Whose methods must not be called. */
  static final class Hostile {
    final int number = 7;

    @Override
    public String toString() {
      throw new AssertionError("ran");
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      throw new AssertionError("ran");
    }
  }

  /** A list whose methods must not be called. */
  static final class HostileList extends java.util.AbstractList<Object> {
    @Override
    public Object get(int index) {
      throw new AssertionError("ran");
    }

    @Override
    public int size() {
      throw new AssertionError("ran");
    }
  }
}
