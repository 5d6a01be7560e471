package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.List;

/**
 * Sources in the order of their paths, and their postings.
 *
 * @param sources the sources
 * @param postings of them, by their place in the list
 */
record IndexLayer(List<IndexedSource> sources, Postings postings) {

  static IndexLayer of(List<IndexedSource> sources) {
    return new IndexLayer(
        List.copyOf(sources), Postings.of(sources.stream().map(IndexedSource::encoded).toList()));
  }

  /** The sources that have the term or, rarely, another of the same number. */
  List<IndexedSource> with(int term) {
    List<IndexedSource> found = new ArrayList<>();
    for (int source : postings.sources(term)) {
      found.add(sources.get(source));
    }
    return found;
  }
}
