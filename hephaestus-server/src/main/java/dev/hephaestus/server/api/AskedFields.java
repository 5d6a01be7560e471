package dev.hephaestus.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a JSON object that was sent. What cannot be read is a fault and never a default,
 * and so is a field that nobody knows: a slip of the pen must not mute for ever, or empty a list.
 *
 * <p><i>Errors:</i> collected, so that all are said at once.
 */
final class AskedFields {
  private static final int LONGEST_SHOWN = 60;

  private final JsonNode asked;
  private final String path;
  private final List<Problem.Fault> faults;

  private AskedFields(JsonNode asked, String path, Set<String> known, List<Problem.Fault> faults) {
    this.asked = asked;
    this.path = path;
    this.faults = faults;
    for (String name : (Iterable<String>) asked::fieldNames) {
      if (!known.contains(name)) {
        fault(shortened(name), "is none of " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  /** Those of a request's body. */
  static AskedFields of(JsonNode asked, Set<String> known) {
    return new AskedFields(asked, "", known, new ArrayList<>());
  }

  /** Those of each object in a list; none where the field is absent. */
  List<AskedFields> list(String field, Set<String> known) {
    JsonNode list = asked.path(field);
    if (!list.isArray() && !isAbsent(list)) {
      fault(field, "is not a list");
    }
    List<AskedFields> items = new ArrayList<>();
    for (JsonNode item : list.isArray() ? list : List.<JsonNode>of()) {
      String place = path + field + "[" + items.size() + "]";
      if (!item.isObject()) {
        faults.add(new Problem.Fault(place, "is not an object"));
      }
      items.add(new AskedFields(item, place + ".", known, faults));
    }
    return items;
  }

  /** Empty where it is absent. */
  String text(String field, int longest) {
    JsonNode text = asked.path(field);
    if (isAbsent(text)) {
      return "";
    }
    if (!text.isTextual() || text.asText().length() > longest) {
      fault(field, "is not a text of at most " + longest + " characters");
      return "";
    }
    return text.asText();
  }

  long number(String field, long least, long most, long usual) {
    JsonNode number = asked.path(field);
    if (isAbsent(number)) {
      return usual;
    }
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || number.asLong() < least
        || number.asLong() > most) {
      fault(field, "is not a whole number from " + least + " to " + most);
      return usual;
    }
    return number.asLong();
  }

  /** False where it is absent. */
  boolean flag(String field) {
    JsonNode flag = asked.path(field);
    if (!flag.isBoolean() && !isAbsent(flag)) {
      fault(field, "is neither true nor false");
    }
    return flag.asBoolean();
  }

  Optional<Instant> instant(String field) {
    JsonNode instant = asked.path(field);
    if (isAbsent(instant)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(instant.asText()));
    } catch (DateTimeException e) {
      fault(field, "is not an instant such as 2026-03-01T12:00:00Z");
      return Optional.empty();
    }
  }

  void fault(String field, String what) {
    faults.add(new Problem.Fault(path + field, what));
  }

  /** The object as a whole does not fit. */
  void fault(String what) {
    String whole = path.isEmpty() ? "body" : path.substring(0, path.length() - 1);
    faults.add(new Problem.Fault(whole, what));
  }

  /**
   * Returns when everything fits.
   *
   * @throws BadRequestException naming all that does not
   */
  void requireNoFault() {
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static String shortened(String name) {
    return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name;
  }
}
