package dev.hephaestus.server.incident;

import dev.hephaestus.server.incident.DeveloperTests.Died;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.GeneratedNames;
import dev.hephaestus.server.ingest.GeneratedNames.Written;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What it would cost and save to tell faults apart by more of their callers: bugs that are reached
 * on several ways are split by it, bugs that die at one place are told apart.
 */
final class CallersStudy {
  private static final int ALL = 1_000;

  private CallersStudy() {}

  static void report(List<Died> died, boolean verbose) {
    List<LabelledRecord> records = died.stream().map(Died::labelled).toList();
    for (int more : List.of(0, 1, 2, 3, 5, ALL)) {
      Fingerprinter fingerprinter = new Fingerprinter(new TemplateMiner());
      Map<LabelledRecord, String> groups = new HashMap<>();
      for (Died one : died) {
        LogRecord record = one.labelled().record();
        groups.put(
            one.labelled(),
            fingerprinter.fingerprint(one.project(), record, one.packages()).hex()
                + one.project()
                + callers(one, more));
      }
      PairErrors errors = PairErrors.of(records, each -> groups.getOrDefault(each, ""));
      System.out.println(
          errors.line("developers' tests" + (more == 0 ? "" : ", callers too: " + more)));
      System.out.println(
          "  " + FaultShares.of(records, each -> groups.getOrDefault(each, "")).line());
      System.out.println(
          "  of one bug, one exception and one method: " + ofOneMethod(died, groups).line(""));
      System.out.println(
          "  of bugs that died of one exception in one method: "
              + FaultShares.of(atOnePlace(died), each -> groups.getOrDefault(each, "")).line());
      if (verbose && more < 2) {
        errors.mixed().forEach(mixed -> System.out.println("  merged: " + mixed));
        errors.scattered().forEach(fault -> System.out.println("  split: " + fault));
      }
    }
  }

  /** The same with every bug taken for as many as it has exceptions and methods that threw. */
  private static PairErrors ofOneMethod(List<Died> died, Map<LabelledRecord, String> groups) {
    List<LabelledRecord> parts = new ArrayList<>();
    Map<LabelledRecord, String> groupOf = new HashMap<>();
    for (Died one : died) {
      LabelledRecord each = one.labelled();
      LabelledRecord labelled =
          new LabelledRecord(each.fault() + symptom(one), each.variant(), each.record());
      parts.add(labelled);
      groupOf.put(labelled, groups.getOrDefault(each, ""));
    }
    return PairErrors.of(parts, each -> groupOf.getOrDefault(each, ""));
  }

  /** The exceptions of the bugs that have one symptom only. */
  private static List<LabelledRecord> atOnePlace(List<Died> died) {
    Map<String, Set<String>> symptoms = new HashMap<>();
    for (Died one : died) {
      symptoms.computeIfAbsent(one.labelled().fault(), bug -> new HashSet<>()).add(symptom(one));
    }
    return died.stream()
        .map(Died::labelled)
        .filter(each -> symptoms.getOrDefault(each.fault(), Set.of()).size() == 1)
        .toList();
  }

  /** The exception, and the project's method that threw it or called what did. */
  private static String symptom(Died one) {
    Thrown thrown = Objects.requireNonNull(one.labelled().record().thrown()).deepestCause();
    return thrown.className() + own(thrown, one).stream().findFirst();
  }

  /** The project's own calls that led to the place. */
  private static List<Written> callers(Died died, int most) {
    Thrown thrown = Objects.requireNonNull(died.labelled().record().thrown());
    List<Written> place = FaultPlace.of(thrown, died.packages()).calls();
    for (Thrown link : thrown.chain().reversed()) {
      List<Written> own = own(link, died);
      int last = place.isEmpty() ? -1 : own.indexOf(place.getLast());
      if (last >= 0) {
        List<Written> callers = own.subList(last + 1, own.size());
        return callers.stream().distinct().limit(most).toList();
      }
    }
    return List.of();
  }

  private static List<Written> own(Thrown link, Died died) {
    List<Written> own = new ArrayList<>();
    for (Frame frame : link.frames()) {
      if (Libraries.isWithin(frame.className(), died.packages())
          && !GeneratedNames.isBridge(frame.className(), frame.method())) {
        own.add(GeneratedNames.written(frame.className(), frame.method()));
      }
    }
    return own;
  }
}
