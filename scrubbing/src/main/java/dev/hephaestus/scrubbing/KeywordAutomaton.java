package dev.hephaestus.scrubbing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds every occurrence of any keyword in one pass, whatever the case of ASCII letters.
 *
 * <p><em>Source:</em> Aho and Corasick, Efficient string matching, CACM 1975; completed to a
 * deterministic automaton over the characters that occur in keywords.
 */
final class KeywordAutomaton {
  private static final int ROOT = 0;

  /** A character's column; 0 for all that are in no keyword. */
  private final byte[] columns = new byte[128];

  /** The next state's row, or its complement where keywords end. */
  private int[] rows = {};

  private int width = 1;
  private final List<List<Match>> endings = new ArrayList<>();

  KeywordAutomaton(List<Detector> detectors) {
    detectors.forEach(detector -> detector.keywords().forEach(this::addColumns));
    List<int[]> states = new ArrayList<>();
    addState(states);
    for (Detector detector : detectors) {
      for (String keyword : detector.keywords()) {
        endings.get(insert(states, keyword)).add(new Match(detector, keyword.length()));
      }
    }
    complete(states);
  }

  /** Calls the detectors of each keyword as it ends, except within what was found already. */
  void read(Findings findings) {
    String text = findings.text();
    int length = text.length();
    int row = ROOT;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      row = rows[row + (c < 128 ? columns[c] : 0)];
      if (row < 0) {
        row = ~row;
        for (Match match : endings.get(row / width)) {
          int start = i + 1 - match.length;
          if (start >= findings.coveredTo() || match.detector.readsWhole()) {
            match.detector.look(findings, start, i + 1);
          }
        }
      }
    }
  }

  private void addColumns(String keyword) {
    for (int i = 0; i < keyword.length(); i++) {
      char c = keyword.charAt(i);
      if (columns[c] == 0) {
        columns[c] = (byte) width++;
        columns[Character.toUpperCase(c)] = columns[c];
      }
    }
  }

  private void addState(List<int[]> states) {
    int[] next = new int[width];
    Arrays.fill(next, -1);
    states.add(next);
    endings.add(new ArrayList<>());
  }

  private int insert(List<int[]> states, String keyword) {
    int state = ROOT;
    for (int i = 0; i < keyword.length(); i++) {
      int[] next = states.get(state);
      int column = columns[keyword.charAt(i)];
      if (next[column] < 0) {
        addState(states);
        next[column] = states.size() - 1;
      }
      state = next[column];
    }
    return state;
  }

  /** Breadth first, so that the state of a shorter suffix is complete before it is needed. */
  private void complete(List<int[]> states) {
    int[] suffixes = new int[states.size()];
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(ROOT));
    while (!open.isEmpty()) {
      int state = open.remove();
      int[] next = states.get(state);
      for (int column = 0; column < width; column++) {
        int fallback = state == ROOT ? ROOT : states.get(suffixes[state])[column];
        if (next[column] < 0) {
          next[column] = fallback;
        } else {
          suffixes[next[column]] = fallback;
          endings.get(next[column]).addAll(endings.get(fallback));
          open.add(next[column]);
        }
      }
    }
    rows = new int[states.size() * width];
    for (int i = 0; i < rows.length; i++) {
      int target = states.get(i / width)[i % width];
      rows[i] = endings.get(target).isEmpty() ? target * width : ~(target * width);
    }
  }

  private static final class Match {
    final Detector detector;
    final int length;

    Match(Detector detector, int length) {
      this.detector = detector;
      this.length = length;
    }
  }
}
