package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in docs/configuration.md says what {@link ClientOption} does, no more and no less. */
final class ConfigurationTableTest {
  @Test
  void everyOptionHasItsRowAndNoRowIsStale() throws IOException {
    List<String> rows =
        Files.readAllLines(table()).stream()
            .filter(line -> line.startsWith("| `") && line.contains("`hephaestus."))
            .collect(Collectors.toList());
    List<String> expected =
        Arrays.stream(ClientOption.values())
            .map(ConfigurationTableTest::begin)
            .collect(Collectors.toList());

    assertThat(rows)
        .extracting(row -> row.substring(0, row.lastIndexOf('|', row.length() - 2) + 2))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(rows)
        .allSatisfy(
            row -> assertThat(row.substring(row.lastIndexOf(" | ") + 3)).hasSizeGreaterThan(12));
  }

  /** A row up to what the option means. */
  private static String begin(ClientOption option) {
    String defaultText = option.defaultText();
    return String.format(
        "| `%s` | `%s` | `%s` | %s | ",
        option.key(),
        option.systemProperty(),
        option.environmentVariable(),
        defaultText.isEmpty() ? "" : "`" + defaultText + "`");
  }

  private static Path table() {
    Path here = Path.of("").toAbsolutePath();
    Path table = here.resolve("docs/configuration.md");
    // Tests run in the module's folder or, in an IDE, in the repository's.
    return Files.exists(table) ? table : here.resolveSibling("docs/configuration.md");
  }
}
