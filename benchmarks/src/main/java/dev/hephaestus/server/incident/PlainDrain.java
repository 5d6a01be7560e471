package dev.hephaestus.server.incident;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Drain as its paper has it, to set ours beside: depth 4, similarity 0.5, masked first. */
final class PlainDrain {
  private static final double SIMILAR = 0.5;
  private static final String ANY = "<*>";

  private final Map<List<String>, List<Group>> leaves = new HashMap<>();
  private int groups;

  private static final class Group {
    final String name;
    final String[] words;

    Group(String name, String[] words) {
      this.name = name;
      this.words = words;
    }
  }

  String group(String message) {
    String[] words = MessageShape.of(message).strip().split("\\s+", -1);
    List<String> key = new ArrayList<>(List.of("" + words.length));
    for (int i = 0; i < Math.min(2, words.length); i++) {
      key.add(words[i].chars().anyMatch(c -> Character.isDigit(c) || c == '<') ? ANY : words[i]);
    }
    List<Group> leaf = leaves.computeIfAbsent(key, k -> new ArrayList<>());
    Group best = null;
    double most = -1;
    for (Group each : leaf) {
      int same = 0;
      for (int i = 0; i < words.length; i++) {
        same += each.words[i].equals(words[i]) ? 1 : 0;
      }
      if ((double) same / words.length > most) {
        most = (double) same / words.length;
        best = each;
      }
    }
    if (best == null || most < SIMILAR) {
      best = new Group("g" + groups++, words.clone());
      leaf.add(best);
    }
    for (int i = 0; i < words.length; i++) {
      best.words[i] = best.words[i].equals(words[i]) ? words[i] : ANY;
    }
    return best.name;
  }
}
