package dev.hephaestus.server.validation.reproduction.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurveyTest {
  @TempDir Path folder;

  /** What is surveyed; it stands for a project's class. */
  static final class Shop {
    private Shop() {}

    static List<String> split(String text, StringBuilder log) {
      if (text.isEmpty()) {
        throw new IllegalStateException("empty");
      }
      log.append("seen");
      return List.of(text.toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void aCallThatReturnsIsKnownByWhatCameOfItAndOfItsArguments() throws Exception {
    assertThat(only(outcomes("A"))).startsWith("returned ").contains("\"seen\"", "\"a\"");
  }

  @Test
  void aCallThatFailsOtherwiseThanLoggedIsKnownByItsException() throws Exception {
    assertThat(only(outcomes(""))).isEqualTo("threw java.lang.IllegalStateException");
  }

  @Test
  void aValueIsWrittenWithoutItsIdentity() {
    assertThat(Rendering.of(List.of(new Object(), new int[] {1, 2}, Map.of("k", 'v'))))
        .contains("java.lang.Object", "int[2]{1, 2, }", "\"k\"=v")
        .doesNotContainPattern("@[0-9a-f]+");
  }

  @Test
  void aValueIsBoundedAndStillTellsOthersApart() {
    String one = Rendering.of("a".repeat(100_000));
    String other = Rendering.of("a".repeat(99_999) + "b");

    assertThat(one).hasSizeLessThan(500).isNotEqualTo(other);
  }

  @Test
  void aValueThatContainsItselfEnds() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);

    assertThat(Rendering.of(endless)).contains("…");
  }

  private Map<String, String> outcomes(String text) throws Exception {
    Method split = Shop.class.getDeclaredMethod("split", String.class, StringBuilder.class);
    Survey survey =
        new Survey(
            new Target("java.lang.NullPointerException", "", List.of("shop.Shop#split"), 0, 0),
            new ProjectClasses(List.of(folder)));
    survey.of(
        new Expression.Call(
            split,
            null,
            List.of(
                Expression.Plain.literal(text, 0),
                new Expression.Plain(StringBuilder::new, w -> "new StringBuilder()", 0)),
            0),
        () -> false);
    return written(survey);
  }

  private Map<String, String> written(Survey survey) throws IOException {
    Files.deleteIfExists(folder.resolve("outcomes.properties"));
    survey.write(folder);
    Properties all = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve("outcomes.properties"))) {
      all.load(reader);
    }
    Map<String, String> outcomes = new HashMap<>();
    all.stringPropertyNames().forEach(name -> outcomes.put(name, all.getProperty(name)));
    return outcomes;
  }

  private static String only(Map<String, String> outcomes) {
    return outcomes.values().iterator().next();
  }
}
