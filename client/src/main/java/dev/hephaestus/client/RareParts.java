package dev.hephaestus.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What most records lack, so that it costs them one reference only. */
final class RareParts {
  /** The arguments that a record has no place for in itself. */
  final List<Object> further = new ArrayList<>(0);

  @Nullable String message;
  List<String> markers = List.of();
  @Nullable StringPairs keyValues;
  @Nullable ThrownSnapshot thrown;
  @Nullable CapturedCalls captured;

  void addPair(String key, String value) {
    StringPairs pairs = keyValues;
    if (pairs == null) {
      pairs = new StringPairs(2);
      keyValues = pairs;
    }
    pairs.add(key, value);
  }
}
