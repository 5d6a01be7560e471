package dev.hephaestus.client.testkit;

import dev.hephaestus.proto.v1.Pair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pairs of the wire as a server reads them. */
public final class WirePairs {
  private WirePairs() {}

  /** In their order; of two with the same key the later one holds. */
  public static Map<String, String> map(List<Pair> pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    pairs.forEach(pair -> map.put(pair.getKey(), pair.getValue()));
    return map;
  }

  /** One of them. */
  public static Pair of(String key, String value) {
    return Pair.newBuilder().setKey(key).setValue(value).build();
  }
}
