package dev.hephaestus.scrubbing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was found in one text. Confined to the call that reads it. */
final class Findings {
  private static final String CUT = "…";

  private final String text;
  // Nothing is made before it is needed: most texts need none of these.
  private List<Finding> all = List.of();
  private Map<Integer, Sensitivity> placeholders = Map.of();
  private Set<Detector> searched = Set.of();
  private Map<Detector, Integer> ruledOut = Map.of();
  private int coveredTo;
  private int namesReadTo;

  Findings(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Everything before has been found already, and need not be looked at again. */
  int coveredTo() {
    return coveredTo;
  }

  void add(int start, int end, Rule rule) {
    if (start < end) {
      all = all.isEmpty() ? new ArrayList<>() : all;
      all.add(new Finding(start, end, rule));
      coveredTo = Math.max(coveredTo, end);
    }
  }

  /** A secret would stand there, but it is a template's placeholder that does. */
  void addPlaceholder(int start, Sensitivity sensitivity) {
    placeholders = placeholders.isEmpty() ? new TreeMap<>() : placeholders;
    placeholders.put(start, sensitivity);
  }

  /** By where they begin. */
  Map<Integer, Sensitivity> placeholders() {
    return placeholders;
  }

  /**
   * Whether the name with a keyword that ends there is new; each is judged once, however many
   * keywords it has.
   */
  boolean isNewName(int end) {
    return end > namesReadTo;
  }

  void nameReadTo(int end) {
    namesReadTo = Math.max(namesReadTo, end);
  }

  /** Up to there this detector has looked and will find nothing, wherever it begins. */
  void ruleOut(Detector detector, int end) {
    ruledOut = ruledOut.isEmpty() ? new IdentityHashMap<>() : ruledOut;
    ruledOut.put(detector, end);
  }

  /** Whether that is so there; what keeps detectors from reading a long text again and again. */
  boolean isRuledOut(Detector detector, int start) {
    return start < ruledOut.getOrDefault(detector, 0);
  }

  /** Whether this detector, which searches the whole text, is asked for the first time. */
  boolean isFirstSearch(Detector detector) {
    searched = searched.isEmpty() ? new HashSet<>() : searched;
    return searched.add(detector);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** The text with a mark for each finding; overlapping ones are one, with the first one's mark. */
  String replaced(ScrubTally tally, int maxChars) {
    all.sort(Comparator.<Finding>comparingInt(f -> f.start).thenComparingInt(f -> -f.end));
    StringBuilder out = new StringBuilder(text.length() + 32);
    int copied = 0;
    for (int i = 0; i < all.size(); ) {
      Finding first = all.get(i);
      int end = first.end;
      for (i++; i < all.size() && all.get(i).start < end; i++) {
        end = Math.max(end, all.get(i).end);
      }
      tally.add(first.rule.name());
      if (out.length() + (first.start - copied) + first.rule.mark().length() > maxChars) {
        return out.append(CUT).toString();
      }
      out.append(text, copied, first.start).append(first.rule.mark());
      copied = end;
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** The texts that were found, as far as they are long enough to be known again elsewhere. */
  void collectSecrets(KnownSecrets secrets) {
    for (Finding finding : all) {
      secrets.add(text.substring(finding.start, finding.end), finding.rule);
    }
  }

  private static final class Finding {
    final int start;
    final int end;
    final Rule rule;

    Finding(int start, int end, Rule rule) {
      this.start = start;
      this.end = end;
      this.rule = rule;
    }
  }
}
