package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.FileChange;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses characters that a reviewer cannot see, where there were fewer before.
 *
 * <p><i>Source:</i> Boucher and Anderson, Trojan Source, USENIX Security 2023.
 */
final class InvisibleCharacters implements Gate {

  @Override
  public String name() {
    return "invisible character";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    for (FileChange change : patch.changes()) {
      String text = change.before();
      Map<Integer, Long> before = invisible(text == null ? "" : text);
      for (Map.Entry<Integer, Long> found : invisible(change.after()).entrySet()) {
        if (found.getValue() > before.getOrDefault(found.getKey(), 0L)) {
          return Optional.of(
              String.format(
                  Locale.ROOT,
                  "the patch puts the invisible character U+%04X into %s",
                  found.getKey(),
                  change.path()));
        }
      }
    }
    return Optional.empty();
  }

  private static Map<Integer, Long> invisible(String text) {
    Map<Integer, Long> counts = new HashMap<>();
    text.codePoints()
        .filter(InvisibleCharacters::isInvisible)
        .forEach(c -> counts.merge(c, 1L, Long::sum));
    return counts;
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.CONTROL -> c != '\n' && c != '\r' && c != '\t' && c != '\f';
      default ->
          c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || (c >= 0xFE00 && c <= 0xFE0F);
    };
  }
}
