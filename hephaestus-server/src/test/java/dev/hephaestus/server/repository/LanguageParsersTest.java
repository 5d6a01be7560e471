package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class LanguageParsersTest {

  /** A source of one class or module with one method, {@code total}, of three lines. */
  private static final Map<Language, String> SOURCES =
      Map.of(
          Language.KOTLIN, "class Cart {\n  fun total(): Int {\n    return sum(\"é😀\")\n  }\n}\n",
          Language.SCALA, "class Cart {\n  def total: Int = {\n    sum(\"é😀\")\n  }\n}\n",
          Language.GROOVY, "class Cart {\n  int total() {\n    return sum('é😀')\n  }\n}\n",
          Language.PYTHON, "class Cart:\n  def total(self):\n    x = \"é😀\"\n    return sum(x)\n",
          Language.GO, "package cart\nfunc total() int {\n\treturn sum(\"é😀\")\n}\n",
          Language.JAVASCRIPT, "class Cart {\n  total() {\n    return sum('é😀');\n  }\n}\n",
          Language.TYPESCRIPT, "class Cart {\n  total() {\n    return sum('é😀');\n  }\n}\n",
          Language.CSHARP, "class Cart {\n  int total() {\n    return Sum(\"é😀\");\n  }\n}\n",
          Language.RUBY, "class Cart\n  def total\n    sum('é😀')\n  end\nend\n");

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"JAVA", "OTHER"},
      mode = Mode.EXCLUDE)
  void countsLinesBehindLettersOfSeveralBytesAndAnyLineEnd(Language language) {
    String source = source(language);
    String shifted = comment(language) + " äöü 漢字 😀 café\n\n" + source;

    assertThat(total(language, source).lines()).isEqualTo(new LineRange(2, 4));
    assertThat(total(language, shifted).lines()).isEqualTo(new LineRange(4, 6));
    assertThat(total(language, shifted.replace("\n", "\r\n")).lines())
        .isEqualTo(new LineRange(4, 6));
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"JAVA", "OTHER"},
      mode = Mode.EXCLUDE)
  void readsWhatIsReadableOfABrokenSource(Language language) {
    String broken =
        source(language)
            + "<<<<<<< HEAD\n)))}} class ( def fun \"unclosed\n=======\n>>>>>>> branch\n\0\1\2";

    assertThat(total(language, broken).lines().first()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"JAVA", "OTHER"},
      mode = Mode.EXCLUDE)
  void neverFailsWhateverASourceIsLike(Language language) {
    String source = source(language);
    List<String> hostile = new ArrayList<>();
    for (int cut = 0; cut < source.length(); cut += 9) {
      hostile.add(source.substring(0, cut));
      hostile.add(source.substring(cut));
    }
    for (String nest :
        List.of("(", "{", "[", "a.b(", "class A {", "if (a) {", "${\"", "<", "x->")) {
      hostile.add(source + nest.repeat(3_000));
    }
    hostile.add("\uD800\uDFFF\uFFFF\0".repeat(100));

    for (String each : hostile) {
      assertThatCode(() -> parse(language, each)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"GROOVY", "GO"})
  void readsAllOfAMegabyte(Language language) {
    String one = "// " + "said ".repeat(40) + "\n" + source(language).replace("package cart\n", "");
    int copies = (1 << 20) / one.length();
    String large = (language == Language.GO ? "package cart\n" : "") + one.repeat(copies);

    assertThat(totals(parse(language, large))).hasSize(copies);
  }

  @Test
  void givesTheSameInFourThreadsAtOnce() throws Exception {
    Map<Language, String> alone =
        SOURCES.keySet().stream()
            .collect(Collectors.toMap(each -> each, each -> Outline.of(parse(each))));
    Callable<Boolean> all =
        () -> {
          for (int i = 0; i < 10; i++) {
            for (Language language : SOURCES.keySet()) {
              if (!Outline.of(parse(language)).equals(alone.get(language))) {
                return false;
              }
            }
          }
          return true;
        };

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> same : threads.invokeAll(List.of(all, all, all, all))) {
        assertThat(same.get()).isTrue();
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void freesNativeMemoryAfterEachParse() throws Exception {
    String large = source(Language.PYTHON).repeat(8);
    for (int i = 0; i < 200; i++) {
      parse(Language.PYTHON, large);
    }
    long before = residentKilobytes();

    for (int i = 0; i < 1_000; i++) {
      parse(Language.PYTHON, large);
    }

    // Trees and parsers that are not freed would take several times as much.
    assertThat(residentKilobytes() - before).isLessThan(20_000);
  }

  private static long residentKilobytes() throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("RssAnon:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IllegalStateException("no RssAnon in /proc/self/status");
  }

  private static String comment(Language language) {
    return language == Language.PYTHON || language == Language.RUBY ? "#" : "//";
  }

  private static ParsedSource parse(Language language) {
    return parse(language, source(language));
  }

  private static ParsedSource parse(Language language, String source) {
    return SourceParser.of(language).parse("cart/cart." + ending(language), source);
  }

  private static String ending(Language language) {
    return switch (language) {
      case KOTLIN -> "kt";
      case PYTHON -> "py";
      case TYPESCRIPT -> "ts";
      default -> "x";
    };
  }

  private static MethodDeclaration total(Language language, String source) {
    return totals(parse(language, source)).get(0);
  }

  private static List<MethodDeclaration> totals(ParsedSource parsed) {
    return parsed.symbols().types().stream()
        .flatMap(type -> type.methods().stream())
        .filter(method -> method.name().equals("total"))
        .toList();
  }

  private static String source(Language language) {
    return Objects.requireNonNull(SOURCES.get(language), language::name);
  }
}
