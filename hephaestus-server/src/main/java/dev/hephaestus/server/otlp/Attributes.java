package dev.hephaestus.server.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The attributes of a record or resource on their way into our fields: what has a field is taken
 * out, the rest is kept as texts.
 *
 * <p>Of a key that comes twice, against the specification, the first counts.
 */
final class Attributes {
  private final Map<String, AnyValue> left = new LinkedHashMap<>();

  Attributes(List<KeyValue> attributes) {
    for (KeyValue each : attributes) {
      if (!each.getKey().isEmpty()) {
        left.putIfAbsent(each.getKey(), each.getValue());
      }
    }
  }

  /** Takes the first of these that is there, as a text; empty when none is. */
  String take(int most, String... keys) {
    String found = "";
    for (String key : keys) {
      AnyValue value = left.remove(key);
      if (found.isEmpty() && value != null) {
        found = ValueText.of(value, most);
      }
    }
    return found;
  }

  /** Takes a list of texts; a single value counts as a list of one. */
  List<String> takeList(String key) {
    AnyValue value = left.remove(key);
    if (value == null) {
      return List.of();
    }
    List<AnyValue> values =
        value.hasArrayValue() ? value.getArrayValue().getValuesList() : List.of(value);
    return values.stream()
        .limit(OtlpLimits.ATTRIBUTES)
        .map(each -> ValueText.of(each, OtlpLimits.VALUE))
        .toList();
  }

  /** Takes all whose key begins so, by the rest of their key. */
  void takePrefixed(String prefix, Map<String, String> into) {
    left.entrySet()
        .removeIf(
            entry -> {
              String key = entry.getKey();
              boolean taken = key.startsWith(prefix) && key.length() > prefix.length();
              if (taken && into.size() < OtlpLimits.ATTRIBUTES) {
                put(into, key.substring(prefix.length()), entry.getValue(), OtlpLimits.VALUE);
              }
              return taken;
            });
  }

  /** What is left, at most so many. */
  Map<String, String> rest(int longest) {
    Map<String, String> rest = new LinkedHashMap<>();
    for (Map.Entry<String, AnyValue> entry : left.entrySet()) {
      if (rest.size() == OtlpLimits.ATTRIBUTES) {
        break;
      }
      put(rest, entry.getKey(), entry.getValue(), longest);
    }
    return rest;
  }

  private static void put(Map<String, String> into, String key, AnyValue value, int longest) {
    into.put(OtlpLimits.cut(key, OtlpLimits.NAME), ValueText.of(value, longest));
  }
}
