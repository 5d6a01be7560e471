package dev.hephaestus.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.Setting;
import dev.hephaestus.server.node.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is to be set for a node: the fields that are there and no other. One that is null goes back
 * to the server's default.
 *
 * @param values has what is named
 * @param named what is changed
 */
record SettingsChange(NodeSettings values, Set<Setting> named) {
  private static final Map<String, Setting> FIELDS =
      new TreeMap<>(
          Map.of(
              "mode", Setting.MODE,
              "thresholdLevel", Setting.THRESHOLD_LEVEL,
              "thresholdCount", Setting.THRESHOLD_COUNT,
              "thresholdWindowSeconds", Setting.THRESHOLD_WINDOW,
              "contextRecords", Setting.CONTEXT_RECORDS,
              "shipAll", Setting.SHIP,
              "packages", Setting.PACKAGES));
  private static final int MOST_PACKAGES = 1_000;
  private static final String PACKAGE =
      "[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*";
  private static final int LONGEST_PACKAGE = 255;

  /** Whether it lets the node open pull requests by itself. */
  boolean deploys() {
    return named.contains(Setting.MODE) && values.mode() == Mode.DEPLOY;
  }

  /**
   * What was asked for.
   *
   * @throws BadRequestException naming everything that does not fit
   */
  static SettingsChange read(JsonNode asked) {
    Reader reader = new Reader(asked);
    SettingsChange change = reader.read();
    if (!reader.faults.isEmpty()) {
      throw new BadRequestException(reader.faults);
    }
    return change;
  }

  /** Reads one request, and collects its faults. */
  private static final class Reader {
    private final JsonNode asked;
    private final List<Problem.Fault> faults = new ArrayList<>();

    Reader(JsonNode asked) {
      this.asked = asked;
    }

    SettingsChange read() {
      Set<Setting> named = EnumSet.noneOf(Setting.class);
      asked
          .fieldNames()
          .forEachRemaining(
              name -> {
                Setting setting = FIELDS.get(name);
                if (setting == null) {
                  fault(shortened(name), "is none of " + String.join(", ", FIELDS.keySet()));
                } else {
                  named.add(setting);
                }
              });
      if (named.isEmpty() && faults.isEmpty()) {
        fault("body", "names no setting; give some of " + String.join(", ", FIELDS.keySet()));
      }
      return new SettingsChange(settings(), named);
    }

    private NodeSettings settings() {
      NodeSettings usual = NodeSettings.DEFAULT;
      Threshold threshold = usual.threshold();
      return new NodeSettings(
          mode(usual.mode()),
          new Threshold(
              level(threshold.level()),
              number("thresholdCount", 1, 100_000, threshold.count()),
              Duration.ofSeconds(
                  number(
                      "thresholdWindowSeconds",
                      1,
                      (int) Duration.ofHours(24).toSeconds(),
                      (int) threshold.window().toSeconds()))),
          number("contextRecords", 0, 10_000, usual.contextRecords()),
          flag("shipAll", usual.shipAll()),
          packages());
    }

    private Mode mode(Mode usual) {
      JsonNode said = asked.path("mode");
      for (Mode mode : Mode.values()) {
        if (said.asText().equals(mode.name().toLowerCase(Locale.ROOT))) {
          return mode;
        }
      }
      return absentOr("mode", "is neither suggest nor deploy", usual);
    }

    private Level level(Level usual) {
      return Level.parse(asked.path("thresholdLevel").asText())
          .orElseGet(
              () -> absentOr("thresholdLevel", "is not a level such as WARN or ERROR", usual));
    }

    private int number(String field, int least, int most, int usual) {
      JsonNode said = asked.path(field);
      return said.isIntegralNumber()
              && said.canConvertToInt()
              && said.asInt() >= least
              && said.asInt() <= most
          ? said.asInt()
          : absentOr(field, "is no whole number from " + least + " to " + most, usual);
    }

    private boolean flag(String field, boolean usual) {
      JsonNode said = asked.path(field);
      return said.isBoolean()
          ? said.asBoolean()
          : absentOr(field, "is neither true nor false", usual);
    }

    private List<String> packages() {
      JsonNode said = asked.path("packages");
      List<String> names = new ArrayList<>();
      if (!said.isArray() || said.size() > MOST_PACKAGES) {
        return absentOr("packages", "is no list of at most " + MOST_PACKAGES, List.of());
      }
      for (int i = 0; i < said.size(); i++) {
        String name = said.get(i).asText();
        if (name.length() > LONGEST_PACKAGE || !name.matches(PACKAGE)) {
          fault("packages[" + i + "]", "is no Java package such as com.acme.orders");
        }
        names.add(name);
      }
      return names;
    }

    private <T> T absentOr(String field, String what, T usual) {
      JsonNode said = asked.path(field);
      if (!said.isMissingNode() && !said.isNull()) {
        fault(field, what);
      }
      return usual;
    }

    private void fault(String field, String what) {
      faults.add(new Problem.Fault(field, what));
    }

    private static String shortened(String name) {
      return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }
  }
}
