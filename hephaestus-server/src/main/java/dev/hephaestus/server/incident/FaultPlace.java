package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.InstalledCode;
import dev.hephaestus.server.ingest.Thrown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The calls that tell where a throwable came from, however it was wrapped, and whoever called.
 *
 * <p>They are the innermost call of the application's own code and, where that one only checks,
 * rejects or is a tool that many use, the calls above it up to the first that is not. More would
 * make two faults of one that is reached on two ways; less would make one of all faults that a
 * checking method reports.
 *
 * <p><i>Source:</i> Mozilla Socorro's crash signatures, which go on past functions of a "prefix
 * list" in the same way.
 */
final class FaultPlace {
  private static final int MOST_CALLS = 5;

  /** How often a call stands in a trace that must be its recursion. */
  private static final int RECURRENT = 3;

  private static final Pattern CHECKING_METHOD =
      Pattern.compile(
          "(require|check|assert|validate|ensure|verify|expect|guard|fail|throw|reject|raise|"
              + "notNull|notEmpty|nonNull|orThrow|orElseThrow)([A-Z_].*)?");

  private static final Pattern TOOL_CLASS =
      Pattern.compile(
          "(.*[.$])?\\w*(Preconditions|Precondition|Assert|Assertions|Asserts|Validate|Validation|"
              + "Validations|Checks|Guard|Guards|Util|Utils|Helper|Helpers)");

  private FaultPlace() {}

  /** The calls, innermost first; none when no link of the chain has a frame. */
  static List<FrameNames.Call> of(Thrown thrown, List<String> packages) {
    List<FrameNames.Call> calls = ownCalls(framesOfDeepest(thrown), packages);
    return thrown.deepestCause().className().equals("java.lang.StackOverflowError")
        ? recursion(calls)
        : upToTheFirstThatActs(calls);
  }

  /**
   * The whole stack of the deepest cause that has one. What it shares with the throwable around it
   * is left out where it is printed; put back, it is the same stack whether it was logged bare or
   * wrapped.
   */
  private static List<Frame> framesOfDeepest(Thrown thrown) {
    List<Frame> around = List.of();
    List<Frame> deepest = List.of();
    for (Thrown link : thrown.chain()) {
      List<Frame> whole = new ArrayList<>(link.frames());
      int common = Math.min(Math.max(link.framesInCommon(), 0), around.size());
      whole.addAll(around.subList(around.size() - common, around.size()));
      if (!link.frames().isEmpty()) {
        deepest = whole;
      }
      around = whole;
    }
    return deepest;
  }

  /** The calls of the application; where there are none, of what is most likely to be its own. */
  private static List<FrameNames.Call> ownCalls(List<Frame> frames, List<String> packages) {
    List<Predicate<Frame>> preferences =
        List.of(
            frame -> Libraries.isWithin(frame.className(), packages),
            frame -> !Libraries.isLibrary(frame.className()) && !InstalledCode.holds(frame),
            frame -> !Libraries.isJdk(frame.className()),
            frame -> true);
    for (Predicate<Frame> preference : preferences) {
      List<FrameNames.Call> own =
          frames.stream()
              .filter(preference)
              .filter(frame -> !FrameNames.isGlue(frame))
              .map(FrameNames::of)
              .toList();
      if (!own.isEmpty()) {
        return own;
      }
    }
    return List.of();
  }

  private static List<FrameNames.Call> upToTheFirstThatActs(List<FrameNames.Call> calls) {
    List<FrameNames.Call> place = new ArrayList<>();
    for (FrameNames.Call call : calls) {
      if (place.contains(call)) {
        continue;
      }
      place.add(call);
      if (place.size() == MOST_CALLS || !onlyHelps(call)) {
        break;
      }
    }
    return place;
  }

  private static boolean onlyHelps(FrameNames.Call call) {
    return CHECKING_METHOD.matcher(call.method()).matches()
        || TOOL_CLASS.matcher(call.className()).matches();
  }

  /** Where in a recursion the stack ends is chance: what recurs is the place, in a fixed order. */
  private static List<FrameNames.Call> recursion(List<FrameNames.Call> calls) {
    Map<FrameNames.Call, Integer> counts = new LinkedHashMap<>();
    calls.forEach(call -> counts.merge(call, 1, Integer::sum));
    List<FrameNames.Call> recurrent =
        counts.entrySet().stream()
            .filter(count -> count.getValue() >= RECURRENT)
            .map(Map.Entry::getKey)
            .sorted((a, b) -> a.toString().compareTo(b.toString()))
            .limit(MOST_CALLS)
            .toList();
    return recurrent.isEmpty() ? upToTheFirstThatActs(calls) : recurrent;
  }
}
