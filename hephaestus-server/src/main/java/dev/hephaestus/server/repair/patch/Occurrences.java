package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds a sequence in another in linear time, whatever both hold: replies and files may be made to
 * be slow.
 *
 * <p><i>Source:</i> Knuth, Morris, Pratt, "Fast pattern matching in strings", 1977.
 */
final class Occurrences {
  private static final int MOST = 1_000;

  private Occurrences() {}

  /** Where it starts; overlapping places too, a thousand at most. */
  static List<Integer> of(int[] hay, int[] needle) {
    List<Integer> starts = new ArrayList<>();
    if (needle.length == 0 || needle.length > hay.length) {
      return starts;
    }
    int[] fallback = fallback(needle);
    int matched = 0;
    for (int i = 0; i < hay.length && starts.size() < MOST; i++) {
      while (matched > 0 && hay[i] != needle[matched]) {
        matched = fallback[matched - 1];
      }
      if (hay[i] == needle[matched]) {
        matched++;
      }
      if (matched == needle.length) {
        starts.add(i - matched + 1);
        matched = fallback[matched - 1];
      }
    }
    return starts;
  }

  static List<Integer> of(String hay, String needle) {
    return of(hay.chars().toArray(), needle.chars().toArray());
  }

  private static int[] fallback(int[] needle) {
    int[] fallback = new int[needle.length];
    int matched = 0;
    for (int i = 1; i < needle.length; i++) {
      while (matched > 0 && needle[i] != needle[matched]) {
        matched = fallback[matched - 1];
      }
      if (needle[i] == needle[matched]) {
        matched++;
      }
      fallback[i] = matched;
    }
    return fallback;
  }
}
