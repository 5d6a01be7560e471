package dev.hephaestus.server.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.cli.Terminal;
import dev.hephaestus.server.cli.Terminal.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows each step of each incident once, when the server first reports it. */
final class Road {
  private static final int SUSPECTS_SHOWN = 3;
  private static final int QUIET_LOOKS = 5;

  private final Terminal terminal;
  private final ServerApi api;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, JsonNode> incidents = new LinkedHashMap<>();
  private final Set<String> steps = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final Set<String> withSuspects = new HashSet<>();
  private final List<String> verdicts = new ArrayList<>();
  private int looksWithoutNew;

  Road(Terminal terminal, ServerApi api) {
    this.terminal = terminal;
    this.api = api;
  }

  /** Asks the server how things stand and shows what is new. */
  void look() {
    int before = incidents.size();
    api.incidents().forEach(this::incident);
    looksWithoutNew = incidents.size() > before || incidents.isEmpty() ? 0 : looksWithoutNew + 1;
    for (JsonNode run : api.runs()) {
      String id = run.path("id").asText();
      if (!ended.contains(id) && incidents.containsKey(run.path("incidentId").asText())) {
        run(id, api.run(id));
      }
    }
  }

  /** How many incidents were seen. */
  int incidents() {
    return incidents.size();
  }

  /** Whether every incident has a run that ended, and no new one came with the last looks. */
  boolean isDone() {
    return ended.size() >= incidents.size() && looksWithoutNew >= QUIET_LOOKS;
  }

  /** The verdicts of the solutions, in the order in which they came. */
  List<String> verdicts() {
    return List.copyOf(verdicts);
  }

  private void incident(JsonNode incident) {
    String id = incident.path("id").asText();
    if (incidents.put(id, incident) == null) {
      numbers.put(id, incidents.size());
      say(id, Style.RED, "incident", incident.path("title").asText());
    }
  }

  private void run(String id, JsonNode run) {
    String incident = run.path("incidentId").asText();
    if (!run.path("suspects").isEmpty() && withSuspects.add(id)) {
      for (JsonNode suspect : run.path("suspects")) {
        if (suspect.path("rank").asInt() <= SUSPECTS_SHOWN) {
          say(incident, Style.YELLOW, "suspect " + suspect.path("rank").asInt(), text(suspect));
        }
      }
    }
    String step = run.path("step").asText();
    if (run.path("state").asText().equals("running") && steps.add(id + step)) {
      say(incident, Style.DIM, "", step);
    }
    switch (run.path("state").asText()) {
      case "fixed" -> {
        ended.add(id);
        fixed(incident, run);
      }
      case "abstained", "failed", "fixed_at_head" -> {
        ended.add(id);
        say(incident, Style.YELLOW, run.path("state").asText(), run.path("reason").asText());
      }
      default -> {
        // It goes on.
      }
    }
  }

  private void fixed(String incident, JsonNode run) {
    JsonNode solution = api.solution(run.path("solutionId").asText());
    String verdict = solution.path("verdict").asText();
    verdicts.add(verdict);
    int tried = run.path("attempts").size();
    say(incident, Style.GREEN, "patch", solution.path("origin").asText() + ", try " + tried);
    say(incident, Style.GREEN, "verdict", verdict);
    solution.path("evidence").forEach(sentence -> say(incident, Style.DIM, "", sentence.asText()));
    say(incident, Style.BOLD, "reason", solution.path("cause").asText());
    terminal.line("");
    terminal.line(indent(terminal.diff(solution.path("patch").asText())));
    JsonNode reproduction = solution.path("reproduction");
    if (reproduction.hasNonNull("source")) {
      terminal.line("");
      terminal.line(indent(terminal.style(Style.BOLD, reproduction.path("path").asText())));
      terminal.line(indent(terminal.style(Style.DIM, reproduction.path("source").asText())));
    }
    for (JsonNode receipt : solution.path("receipts")) {
      say(incident, Style.GREEN, receipt.path("channel").asText(), receipt.path("link").asText());
    }
    terminal.line("");
  }

  private void say(String incident, Style style, String what, String text) {
    String label = String.format("%-10s", what);
    terminal.line(
        "["
            + numbers.get(incident)
            + "] "
            + terminal.style(style, label)
            + " "
            + terminal.style(style == Style.DIM ? Style.DIM : Style.PLAIN, text));
  }

  private static String text(JsonNode suspect) {
    String place =
        suspect.path("symbol").asText()
            + "  "
            + suspect.path("file").asText()
            + ":"
            + suspect.path("firstLine").asInt()
            + "-"
            + suspect.path("lastLine").asInt();
    JsonNode why = suspect.path("why");
    return why.isEmpty() ? place : place + "  " + why.path(0).asText();
  }

  private static String indent(String text) {
    return "      " + text.replace("\n", "\n      ");
  }
}
