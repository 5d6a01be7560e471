package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a running server against the page that lists them and the files that use them. */
final class MetricsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) ");
  private static final Pattern NAME = Pattern.compile("\\b(hephaestus|jvm|process|system)_\\w+");
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| `(hephaestus_\\w+)`");

  private static Set<String> families;
  private static Set<String> series;

  @BeforeAll
  static void scrape(@TempDir Path folder) throws Exception {
    try (ServerHere server = ServerHere.start(folder, "models: [{provider: ollama, name: any}]")) {
      String text = server.api().text("/metrics");
      families = found(FAMILY, 1, text);
      series = found(Pattern.compile("(?m)^([a-z]\\w+)[{ ]"), 1, text);
    }
  }

  @Test
  void thePageListsEveryMetricAndNoOther() throws IOException {
    Set<String> listed = found(LISTED, 1, Files.readString(ROOT.resolve("docs/metrics.md")));

    assertThat(families.stream().filter(name -> name.startsWith("hephaestus_")))
        .containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void alertsAskForMetricsThatExist() throws IOException {
    JsonNode rules = new YAMLMapper().readTree(monitoring("alerts.yaml"));
    int alerts = 0;
    for (JsonNode group : rules.path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        alerts++;
        assertThat(found(NAME, 0, rule.path("expr").asText()))
            .as(rule.path("alert").asText())
            .isNotEmpty()
            .isSubsetOf(series);
        assertThat(rule.path("annotations").path("summary").asText()).isNotEmpty();
      }
    }
    assertThat(alerts).isGreaterThan(5);
  }

  @Test
  void theDashboardAsksForMetricsThatExist() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(monitoring("grafana-dashboard.json"));
    int targets = 0;
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        targets++;
        assertThat(found(NAME, 0, target.path("expr").asText()))
            .as(panel.path("title").asText())
            .isNotEmpty()
            .isSubsetOf(series);
      }
    }
    assertThat(targets).isGreaterThan(10);
  }

  private static String monitoring(String file) throws IOException {
    return Files.readString(ROOT.resolve("monitoring").resolve(file));
  }

  private static Set<String> found(Pattern pattern, int group, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(group))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
