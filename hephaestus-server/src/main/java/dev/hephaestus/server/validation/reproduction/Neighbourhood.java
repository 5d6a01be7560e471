package dev.hephaestus.server.validation.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the calls near the failing one end before and after a change.
 *
 * <p><i>Shape:</i> a call that returned before is held against a change that makes it end
 * otherwise; one that failed in another way says nothing, for the inputs are made up.
 *
 * <p><i>Source:</i> Xin and Reiss, Identifying test-suite-overfitted patches through test case
 * generation, ISSTA 2017; Xiong et al., Identifying patch correctness in test-based program repair,
 * ICSE 2018: a right patch keeps the behaviour of what passed and changes that of what failed.
 *
 * @param returned how many calls returned before
 * @param changed those of them that end otherwise now: the call, before, after
 * @param failed how many calls failed as it was logged, through all of its calls
 * @param failing how many of them still do
 */
public record Neighbourhood(int returned, List<String> changed, int failed, int failing) {
  /** A right fix may change what a few odd inputs give; one that changes more is something else. */
  private static final int TOLERATED_PERCENT = 5;

  private static final String RETURNED = "returned ";
  private static final String LOGGED = "logged";
  private static final int MAX_SHOWN = 160;

  public Neighbourhood {
    changed = List.copyOf(changed);
  }

  /** The comparison of two surveys; a call that only one of them came to is left out. */
  static Neighbourhood of(Map<String, String> before, Map<String, String> after) {
    int returned = 0;
    int failed = 0;
    int failing = 0;
    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, String> call : new TreeMap<>(before).entrySet()) {
      String was = call.getValue();
      String is = after.getOrDefault(call.getKey(), "");
      if (!is.isEmpty() && was.startsWith(RETURNED)) {
        returned++;
        if (!was.equals(is)) {
          changed.add(shown(call.getKey()) + ": " + difference(was, is));
        }
      } else if (!is.isEmpty() && was.equals(LOGGED)) {
        failed++;
        failing += is.equals(LOGGED) ? 1 : 0;
      }
    }
    return new Neighbourhood(returned, changed, failed, failing);
  }

  private static String difference(String before, String after) {
    return shown(before) + ", now " + shown(after);
  }

  private static String shown(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }

  /** Whether more is changed than a fix of this fault would. */
  public boolean isDisturbed() {
    return changed.size() * 100 > returned * TOLERATED_PERCENT;
  }

  /** Whether most calls that failed alike fail as before. */
  public boolean isMostlyUnmoved() {
    return failing * 2 > failed;
  }

  /** One sentence for people; empty when nothing was compared. */
  public Optional<String> sentence() {
    if (returned == 0 && failed == 0) {
      return Optional.empty();
    }
    String kept =
        changed.isEmpty()
            ? returned + " other calls that returned before return the same."
            : changed.size()
                + " of "
                + returned
                + " other calls that returned before end otherwise, such as "
                + changed.get(0)
                + ".";
    String alike =
        failing == 0 ? "" : " " + failing + " of " + failed + " calls that failed alike still do.";
    return Optional.of(kept + alike);
  }
}
