package dev.hephaestus.scrubbing;

import java.util.List;

/** Looks closer where one of its keywords stands. Immutable; linear in the text over all calls. */
interface Detector {
  /** In lower case, ASCII; it is called where one of them stands in whatever case. */
  List<String> keywords();

  /** Notes what it finds about the keyword that stands from {@code start} to before {@code end}. */
  void look(Findings findings, int start, int end);

  /** Whether one call is for the whole text, so that it counts even within what was found. */
  default boolean readsWhole() {
    return false;
  }
}
