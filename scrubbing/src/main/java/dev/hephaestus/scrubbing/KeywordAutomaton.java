package dev.hephaestus.scrubbing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  private final int width;

  /** The next state's row, or its complement where keywords end. */
  private final int[] rows;

  /** By the number of their state, which is its row's. */
  private final List<List<Match>> endings = new ArrayList<>();

  KeywordAutomaton(List<Detector> detectors) {
    State root = new State(0, null);
    int states = 1;
    int characters = 0;
    for (Detector detector : detectors) {
      for (String keyword : detector.keywords()) {
        State state = root;
        for (int i = 0; i < keyword.length(); i++) {
          char c = keyword.charAt(i);
          if (columns[c] == 0) {
            columns[c] = (byte) ++characters;
            columns[Character.toUpperCase(c)] = columns[c];
          }
          State next = state.child(columns[c]);
          if (next == null) {
            next = state.addChild(columns[c]);
            states++;
          }
          state = next;
        }
        state.matches.add(new Match(detector, keyword.length()));
      }
    }
    width = characters + 1;
    rows = new int[states * width];
    complete(root, states);
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

  /**
   * Breadth first, so that the row of a shorter suffix is there before it is copied: whole rows,
   * since this runs in code that is interpreted yet, while an error waits for it.
   */
  private void complete(State root, int count) {
    State[] states = new State[count];
    int[] suffixes = new int[count];
    ArrayDeque<State> open = new ArrayDeque<>();
    states[0] = root;
    endings.add(root.matches);
    for (State state = root; state != null; state = open.poll()) {
      int suffix = suffixes[state.row / width];
      if (state != root) {
        System.arraycopy(rows, suffix, rows, state.row, width);
      }
      for (State child = state.firstChild; child != null; child = child.sibling) {
        int fallback = rows[state.row + child.column]; // What the suffix has there.
        State rest = states[(fallback < 0 ? ~fallback : fallback) / width];
        child.row = endings.size() * width;
        states[endings.size()] = child;
        suffixes[endings.size()] = rest.row;
        child.matches.addAll(rest.matches);
        endings.add(child.matches);
        rows[state.row + child.column] = child.matches.isEmpty() ? child.row : ~child.row;
        open.add(child);
      }
    }
  }

  /** What some keywords begin with. */
  private static final class State {
    final int column;
    final @Nullable State sibling;
    final List<Match> matches = new ArrayList<>(0);
    @Nullable State firstChild;
    int row = ROOT;

    State(int column, @Nullable State sibling) {
      this.column = column;
      this.sibling = sibling;
    }

    @Nullable State child(int wanted) {
      State child = firstChild;
      while (child != null && child.column != wanted) {
        child = child.sibling;
      }
      return child;
    }

    State addChild(int wanted) {
      State child = new State(wanted, firstChild);
      firstChild = child;
      return child;
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
