package dev.hephaestus.client.resource;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was said for OpenTelemetry about this process.
 *
 * <p><em>Source:</em> OpenTelemetry, Resource SDK and general SDK configuration.
 */
final class OtelAttributes {
  private static final int MOST = 64;
  private static final int LONGEST_LIST = 64 * 1024;

  private final Map<String, String> all;

  private OtelAttributes(Map<String, String> all) {
    this.all = all;
  }

  static OtelAttributes of(Surroundings surroundings) {
    Map<String, String> all = new LinkedHashMap<>();
    parse(surroundings.list("OTEL_RESOURCE_ATTRIBUTES", "otel.resource.attributes"), all);
    String service = surroundings.property("otel.service.name");
    String name = service.isEmpty() ? surroundings.variable("OTEL_SERVICE_NAME") : service;
    if (!name.isEmpty()) {
      all.put("service.name", name); // Over the one in the list.
    }
    return new OtelAttributes(all);
  }

  String get(String name) {
    return all.getOrDefault(name, "");
  }

  Map<String, String> all() {
    return all;
  }

  private static void parse(String list, Map<String, String> into) {
    if (list.length() > LONGEST_LIST) {
      return;
    }
    for (String pair : list.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && into.size() < MOST) {
        String name = Surroundings.bounded(pair.substring(0, equals));
        into.put(name, Surroundings.bounded(decoded(pair.substring(equals + 1))));
      }
    }
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException plain) {
      return value;
    }
  }
}
