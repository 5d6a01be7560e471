package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.repair.Example;
import java.util.ArrayList;
import java.util.List;

/** What reviewers of the same repository did with earlier fixes, as a section of the evidence. */
final class PastFixes {
  private static final int MOST_CHARS = 6_000;

  private PastFixes() {}

  /** The sections, as many as fit; none where nothing is remembered. */
  static List<String> sections(List<Example> examples) {
    List<String> sections = new ArrayList<>();
    int room = MOST_CHARS;
    for (Example example : examples) {
      String section = section(example);
      if (section.length() <= room) {
        sections.add(section);
        room -= section.length();
      }
    }
    return sections;
  }

  private static String section(Example example) {
    return "## An earlier fix of this repository, "
        + example.judgement().label()
        + " by its reviewers\n"
        + (example.exception().isEmpty() ? "" : "exception: " + example.exception() + "\n")
        + "cause: "
        + example.cause()
        + "\n"
        + (example.reason().isEmpty() ? "" : "the reviewers: " + example.reason() + "\n")
        + example.diff();
  }
}
