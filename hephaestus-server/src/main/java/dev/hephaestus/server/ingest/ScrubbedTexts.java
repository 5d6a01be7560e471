package dev.hephaestus.server.ingest;

import dev.hephaestus.scrubbing.KnownSecrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of one record, scrubbed one after the other; the same objects where nothing is found.
 */
final class ScrubbedTexts {
  private final CleanTexts clean;
  private final KnownSecrets secrets = new KnownSecrets();

  ScrubbedTexts(CleanTexts clean) {
    this.clean = clean;
  }

  /** A text that may repeat what was found elsewhere in the record. */
  String text(String text) {
    return hidden(clean.scrub(text));
  }

  /** The same for one that other records probably have as well. */
  String name(String text) {
    return hidden(clean.scrubAgain(text));
  }

  /** The value of that name. */
  String named(String name, String value) {
    return hidden(clean.named(name, value, secrets));
  }

  List<String> arguments(String template, List<String> arguments) {
    return clean.arguments(template, arguments, secrets);
  }

  List<String> names(List<String> texts) {
    for (String text : texts) {
      if (!name(text).equals(text)) {
        return texts.stream().map(this::name).toList();
      }
    }
    return texts;
  }

  Map<String, String> pairs(Map<String, String> pairs) {
    Map<String, String> changed = null;
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      String name = name(pair.getKey());
      String value = named(pair.getKey(), pair.getValue());
      if (!name.equals(pair.getKey())) {
        changed = changed == null ? new LinkedHashMap<>(pairs) : changed;
        changed.remove(pair.getKey());
        changed.put(name, value);
      } else if (!value.equals(pair.getValue())) {
        changed = changed == null ? new LinkedHashMap<>(pairs) : changed;
        changed.put(name, value);
      }
    }
    return changed == null ? pairs : changed;
  }

  boolean isSensitive(String name) {
    return clean.isSensitive(name);
  }

  private String hidden(String text) {
    return secrets.hideIn(text, clean.tally());
  }
}
