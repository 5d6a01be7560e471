package dev.hephaestus.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A section of the configuration file, with the environment laid over it: {@code grpc.port} is
 * overridden by {@code HEPHAESTUS_GRPC_PORT}.
 *
 * <p>A value that does not fit is noted as a fault and answered with the default, so that all
 * faults of a configuration are found in one go.
 */
final class Section {
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,11})((?:[KMGT]B?)?)");

  private final String path;
  private final JsonNode node;
  private final Map<String, String> environment;
  private final List<String> faults;
  private final Set<String> known = new LinkedHashSet<>();

  Section(String path, JsonNode node, Map<String, String> environment, List<String> faults) {
    this.path = path;
    this.environment = environment;
    this.faults = faults;
    if (node.isMissingNode() || node.isNull() || node.isObject()) {
      this.node = node;
    } else {
      this.node = MissingNode.getInstance();
      faults.add((path.isEmpty() ? "the file" : path) + " is not a section of names and values");
    }
  }

  Section section(String name) {
    known.add(name);
    return new Section(full(name), node.path(name), environment, faults);
  }

  Optional<String> text(String name) {
    known.add(name);
    String overlaid = environment.get(variable(full(name)));
    if (overlaid != null) {
      return Optional.of(overlaid).filter(value -> !value.isBlank());
    }
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode()) {
      faults.add(full(name) + " is not a single value");
      return Optional.empty();
    }
    return Optional.of(value.asText()).filter(text -> !text.isBlank());
  }

  /** Whether something is said of it, in the file or in the environment. */
  boolean has(String name) {
    known.add(name);
    return node.has(name) || environment.containsKey(variable(full(name)));
  }

  /** A list of texts; in the environment, and where the file has a single text, with commas. */
  List<String> texts(String name) {
    known.add(name);
    JsonNode value = node.path(name);
    if (!value.isArray() || environment.containsKey(variable(full(name)))) {
      return text(name).stream()
          .flatMap(text -> Stream.of(text.split(",", -1)))
          .map(String::strip)
          .filter(text -> !text.isEmpty())
          .toList();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      if (each.isTextual() && !each.asText().isBlank()) {
        texts.add(each.asText().strip());
      } else {
        faults.add(full(name) + " is not a list of texts");
      }
    }
    return List.copyOf(texts);
  }

  /** A value that is taken from the environment only, so that it stands in no file by accident. */
  Optional<String> secret(String name) {
    if (node.has(name)) {
      known.add(name);
      faults.add(
          full(name)
              + " stands in the file; set "
              + variable(full(name))
              + " or name a file in "
              + full(name + "File"));
    }
    return Optional.ofNullable(environment.get(variable(full(name))))
        .filter(value -> !value.isBlank());
  }

  int integer(String name, int byDefault, int min, int max) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    try {
      int value = Integer.parseInt(text.get().strip());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number out of range.
    }
    faults.add(full(name) + " is \"" + text.get() + "\", not a number from " + min + " to " + max);
    return byDefault;
  }

  /** A count of 0 or more, however large; underscores may part its digits. */
  long count(String name, long byDefault) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    String digits = text.get().strip().replace("_", "");
    if (digits.matches("\\d{1,18}")) {
      return Long.parseLong(digits);
    }
    faults.add(full(name) + " is \"" + text.get() + "\", not a number of 0 or more");
    return byDefault;
  }

  boolean flag(String name, boolean byDefault) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    return switch (text.get().strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> {
        faults.add(full(name) + " is \"" + text.get() + "\", not true or false");
        yield byDefault;
      }
    };
  }

  /** A size as people write it (500MB, 20GB, in powers of 1024) or as a number of bytes. */
  long bytes(String name, long byDefault) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    Matcher size = SIZE.matcher(text.get().strip().toUpperCase(Locale.ROOT));
    if (size.matches()) {
      String unit = size.group(2);
      int power = unit.isEmpty() ? 0 : "KMGT".indexOf(unit.charAt(0)) + 1;
      return Long.parseLong(size.group(1)) << (10 * power);
    }
    faults.add(full(name) + " is \"" + text.get() + "\", not a size such as 500MB or 20GB");
    return byDefault;
  }

  double amount(String name, double byDefault) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    try {
      double value = Double.parseDouble(text.get().strip());
      if (value >= 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a negative one.
    }
    faults.add(full(name) + " is \"" + text.get() + "\", not an amount of 0 or more");
    return byDefault;
  }

  /** A duration as people write it (90s, 10m, 2h) or as ISO 8601 does (PT10M). */
  Duration duration(String name, Duration byDefault) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    String value = text.get().strip().toUpperCase(Locale.ROOT);
    try {
      Duration duration = Duration.parse(value.startsWith("P") ? value : "PT" + value);
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Said below, together with one that is not above zero.
    }
    faults.add(full(name) + " is \"" + text.get() + "\", not a duration such as 90s, 10m or 2h");
    return byDefault;
  }

  /** A duration, or zero where it is written as 0. */
  Duration durationOrOff(String name, Duration byDefault) {
    boolean off =
        text(name).map(String::strip).filter(value -> value.matches("0[a-z]?")).isPresent();
    return off ? Duration.ZERO : duration(name, byDefault);
  }

  /** The sections of a list; none where its variable is set and empty. */
  List<Section> items(String name) {
    known.add(name);
    String overlaid = environment.get(variable(full(name)));
    if (overlaid != null) {
      if (!overlaid.isBlank()) {
        faults.add(variable(full(name)) + " can only be empty: the list stands in the file");
      }
      return List.of();
    }
    JsonNode list = node.path(name);
    if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
      faults.add(full(name) + " is not a list");
    }
    List<Section> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(new Section(full(name) + "." + i, list.path(i), environment, faults));
    }
    return items;
  }

  /** Says where a secret belongs when it stands in the file. */
  void refuseSecret(String name) {
    if (node.has(name)) {
      known.add(name);
      faults.add(full(name) + " stands in the file; name a file or a variable that holds it");
    }
  }

  /** Says what a setting is called now, where somebody still sets it by its old name. */
  void moved(String name, String now) {
    if (node.has(name) || environment.containsKey(variable(full(name)))) {
      known.add(name);
      faults.add(full(name) + " is " + now + " now (" + variable(now) + ")");
    }
  }

  /** Notes every name of this section that nobody asked for. */
  void refuseUnknown() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                faults.add(
                    full(name) + " is not a setting; here there are " + String.join(", ", known));
              }
            });
  }

  void fault(String name, String what) {
    faults.add(full(name) + " " + what);
  }

  /** What a setting is called in the file. */
  String nameOf(String name) {
    return full(name);
  }

  /** What a setting is called in the environment. */
  String variableOf(String name) {
    return variable(full(name));
  }

  private String full(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** {@code repair.timeLimit} becomes {@code HEPHAESTUS_REPAIR_TIME_LIMIT}. */
  private static String variable(String fullName) {
    return "HEPHAESTUS_"
        + fullName.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
