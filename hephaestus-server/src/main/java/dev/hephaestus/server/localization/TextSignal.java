package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.repository.SymbolIndex;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.WeakHashMap;

/**
 * Where no stack leads into the project, methods that speak of what the record speaks of.
 *
 * <p>With a stack the words of a message only blur what the stack says, so they are not asked.
 *
 * <p><i>Threads:</i> safe for use by many at once; the words of a snapshot's methods are indexed
 * when they are first asked for, and kept as long as its graph is.
 */
final class TextSignal implements Signal {

  private static final int READ = 2_000;
  private static final int MOST = 20;

  private final Map<SymbolIndex, MethodIndex> indexes =
      Collections.synchronizedMap(new WeakHashMap<>());

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    if (!scene.frames().isEmpty()) {
      return;
    }
    Set<String> asked = words(scene.record());
    if (asked.isEmpty()) {
      return;
    }
    MethodIndex index =
        indexes.computeIfAbsent(
            scene.graph().index(), any -> new MethodIndex(scene.graph().bodies().toList()));
    List<MethodIndex.Hit> hits = index.search(asked, MOST);
    for (MethodIndex.Hit hit : hits) {
      double share = hit.score() / hits.get(0).score();
      double weight = scene.weight(Weight.TEXT) * share * share;
      suspicions.hint(hit.method(), weight, "speaks of what the record speaks of");
    }
  }

  private static Set<String> words(LogRecord record) {
    StringJoiner words = new StringJoiner(" ");
    Words.add(record.logger().substring(record.logger().lastIndexOf('.') + 1), words);
    Words.add(cut(record.message()), words);
    Thrown thrown = record.thrown();
    for (Thrown link : thrown == null ? List.<Thrown>of() : thrown.chain()) {
      Words.add(link.simpleName(), words);
      String message = link.message();
      Words.add(message == null ? "" : cut(message), words);
    }
    Set<String> asked = new LinkedHashSet<>(Arrays.asList(words.toString().split(" ", -1)));
    asked.remove("");
    return asked;
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(READ, text.length()));
  }
}
