package dev.hephaestus.server.repository;

import java.util.Arrays;
import java.util.List;

/**
 * Which of some numbered sources have a term.
 *
 * <p><i>Shape:</i> the terms in ascending order, where the sources of each begin, and the sources:
 * 8 bytes a term and 4 for each source that has it.
 */
final class Postings {

  private final int[] terms;
  private final int[] starts;
  private final int[] sources;

  private Postings(int[] terms, int[] starts, int[] sources) {
    this.terms = terms;
    this.starts = starts;
    this.sources = sources;
  }

  /** The postings of sources that are numbered by their place in the list. */
  static Postings of(List<EncodedSource> encoded) {
    int[][] all = encoded.parallelStream().map(EncodedSource::terms).toArray(int[][]::new);
    long[] pairs = new long[Arrays.stream(all).mapToInt(each -> each.length).sum()];
    int size = 0;
    for (int source = 0; source < all.length; source++) {
      for (int term : all[source]) {
        pairs[size++] = (long) term << 32 | source;
      }
    }
    Arrays.parallelSort(pairs);
    return sorted(pairs);
  }

  private static Postings sorted(long[] pairs) {
    int[] sources = new int[pairs.length];
    int[] terms = new int[pairs.length];
    int[] starts = new int[pairs.length + 1];
    int distinct = 0;
    for (int i = 0; i < pairs.length; i++) {
      int term = (int) (pairs[i] >> 32);
      if (i == 0 || term != terms[distinct - 1]) {
        terms[distinct] = term;
        starts[distinct] = i;
        distinct++;
      }
      sources[i] = (int) pairs[i];
    }
    starts[distinct] = pairs.length;
    return new Postings(
        Arrays.copyOf(terms, distinct), Arrays.copyOf(starts, distinct + 1), sources);
  }

  /** The sources with the term, in ascending order. */
  int[] sources(int term) {
    int found = Arrays.binarySearch(terms, term);
    return found < 0 ? new int[0] : Arrays.copyOfRange(sources, starts[found], starts[found + 1]);
  }
}
