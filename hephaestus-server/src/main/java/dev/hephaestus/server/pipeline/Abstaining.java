package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.validation.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What was tried and what is missing, in sentences for a person. */
final class Abstaining {
  private Abstaining() {}

  static Outcome.Abstained because(
      Journal journal, Workbench workbench, Leeway leeway, List<String> abstentions) {
    List<Attempt> fixes = journal.attempts().stream().filter(Attempt::isFix).toList();
    List<String> sentences = new ArrayList<>();
    sentences.add(tried(fixes.size()));
    mostOften(fixes).ifPresent(reason -> sentences.add("Most often: " + reason));
    if (workbench.reproduction().isEmpty()) {
      sentences.add("The fault could not be reproduced.");
      int tests = journal.attempts().size() - fixes.size();
      if (tests > 0) {
        sentences.add(tests + (tests == 1 ? " test was" : " tests were") + " written in vain.");
      }
    }
    if (!workbench.baseline().note().isEmpty()) {
      sentences.add(workbench.baseline().note());
    }
    leeway.reached().ifPresent(sentences::add);
    sentences.addAll(new TreeSet<>(abstentions));
    return new Outcome.Abstained(String.join(" ", sentences));
  }

  private static String tried(int fixes) {
    return fixes == 0
        ? "No fix was tried."
        : fixes + (fixes == 1 ? " fix was" : " fixes were") + " tried, none passed.";
  }

  private static Optional<String> mostOften(List<Attempt> fixes) {
    return fixes.stream()
        .collect(Collectors.groupingBy(Attempt::reason, Collectors.counting()))
        .entrySet()
        .stream()
        .min(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }
}
