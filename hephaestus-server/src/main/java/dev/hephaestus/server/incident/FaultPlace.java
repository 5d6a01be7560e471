package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.GeneratedNames;
import dev.hephaestus.server.ingest.GeneratedNames.Written;
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
 * rejects, has no name of its own or is a tool that many use, the calls above it up to the first
 * that is not. More would make two faults of one that is reached on two ways; less would make one
 * of all faults that a checking method reports.
 *
 * <p><i>Source:</i> Mozilla Socorro's crash signatures, which go on past functions of a "prefix
 * list" in the same way.
 *
 * @param calls innermost first; none when no link of the chain has a frame
 * @param callee what the innermost of them called when it failed, the method's name only, since the
 *     class behind an interface may differ; empty where it failed itself
 * @param worded whether the message was written where the calls are: by a throw of theirs, or for a
 *     check that they called
 */
record FaultPlace(List<Written> calls, String callee, boolean worded) {
  private static final int MOST_CALLS = 5;

  /** Frames that are looked at for the application's own: a recursion's end is not asked for. */
  private static final int MOST_FRAMES = 2_000;

  /** How often a call stands in a trace that must be its recursion. */
  private static final int RECURRENT = 3;

  private static final FaultPlace NOWHERE = new FaultPlace(List.of(), "", true);

  private static final Pattern CHECKING_METHOD =
      Pattern.compile(
          "(require|check|assert|validate|ensure|verify|expect|guard|fail|throw|reject|raise|"
              + "notNull|notEmpty|nonNull|orThrow|orElseThrow|isTrue|state)([A-Z_].*)?"
              + "|[a-z]\\w*(Exception|Error)s?");

  private static final Pattern TOOL_CLASS =
      Pattern.compile(
          "(.*[.$])?\\w*(Preconditions|Precondition|Assert|Assertions|Asserts|Validate|Validation|"
              + "Validations|Checks|Guard|Guards|Util|Utils|Helper|Helpers|Exceptions|Errors|"
              + "ExceptionFactory|ErrorFactory)");

  FaultPlace {
    calls = List.copyOf(calls);
  }

  /** Where it came from; {@code packages} are prefixes of the application's own. */
  static FaultPlace of(Thrown thrown, List<String> packages) {
    List<List<Frame>> stacks = stacksDeepestFirst(thrown);
    if (stacks.isEmpty()) {
      return NOWHERE;
    }
    Predicate<Frame> outside =
        frame -> !Libraries.isLibrary(frame.className()) && !InstalledCode.holds(frame);
    Predicate<Frame> inside = frame -> Libraries.isWithin(frame.className(), packages);
    // A cause that came from another thread has none of the application's calls: its wrapper has.
    for (Predicate<Frame> own : packages.isEmpty() ? List.of(outside) : List.of(inside, outside)) {
      for (List<Frame> stack : stacks) {
        int first = first(stack, own);
        if (first >= 0) {
          return at(thrown, stack, first, own);
        }
      }
    }
    List<Frame> deepest = stacks.get(0);
    Predicate<Frame> beyondJdk = frame -> !Libraries.isJdk(frame.className());
    FaultPlace place =
        first(deepest, beyondJdk) >= 0
            ? at(thrown, deepest, first(deepest, beyondJdk), beyondJdk)
            : at(thrown, deepest, Math.max(0, first(deepest, frame -> true)), frame -> true);
    return new FaultPlace(place.calls, "", false);
  }

  /** The method's name is one of those that only check, reject or make what is thrown. */
  static boolean isCheck(String method) {
    return CHECKING_METHOD.matcher(method).matches();
  }

  /**
   * The stacks of the chain's links, those of the deepest first. What a cause shares with the
   * throwable around it is left out where it is printed; put back, it is the same stack whether it
   * was logged bare or wrapped.
   */
  private static List<List<Frame>> stacksDeepestFirst(Thrown thrown) {
    List<List<Frame>> stacks = new ArrayList<>();
    List<Frame> around = List.of();
    for (Thrown link = thrown; link != null; link = link.cause()) {
      List<Frame> whole = link.frames();
      int common = Math.min(Math.max(link.framesInCommon(), 0), around.size());
      if (common > 0) {
        whole = new ArrayList<>(whole);
        whole.addAll(around.subList(around.size() - common, around.size()));
      }
      if (!link.frames().isEmpty()) {
        stacks.add(0, whole);
      }
      around = whole;
    }
    return stacks;
  }

  private static int first(List<Frame> stack, Predicate<Frame> own) {
    int most = Math.min(stack.size(), MOST_FRAMES);
    for (int i = 0; i < most; i++) {
      if (own.test(stack.get(i)) && !isBridge(stack.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static FaultPlace at(Thrown thrown, List<Frame> stack, int first, Predicate<Frame> own) {
    if (thrown.deepestCause().className().equals("java.lang.StackOverflowError")) {
      return new FaultPlace(recursion(stack, first, own), "", false);
    }
    String callee = first == 0 ? "" : callee(stack.get(first - 1), first == 1);
    boolean worded = callee.isEmpty() || isCheck(callee.substring(callee.lastIndexOf('.') + 1));
    return new FaultPlace(upToTheFirstThatActs(stack, first, own), callee, worded);
  }

  private static String callee(Frame frame, boolean innermost) {
    // A proxy is called by the name of what it stands for; alone, it is only on the way.
    if (isBridge(frame) && (innermost || !frame.className().contains("$Proxy"))) {
      return "";
    }
    Written written = GeneratedNames.written(frame.className(), frame.method());
    if (!written.method().equals("<init>")) {
      return written.method();
    }
    String type = written.className();
    return type.substring(type.lastIndexOf('.') + 1) + ".<init>";
  }

  private static List<Written> upToTheFirstThatActs(
      List<Frame> stack, int first, Predicate<Frame> own) {
    List<Written> place = new ArrayList<>();
    int most = Math.min(stack.size(), MOST_FRAMES);
    for (int i = first; i < most && place.size() < MOST_CALLS; i++) {
      Frame frame = stack.get(i);
      if (!own.test(frame) || isBridge(frame)) {
        continue;
      }
      Written call = GeneratedNames.written(frame.className(), frame.method());
      if (place.contains(call)) {
        continue;
      }
      place.add(call);
      if (!onlyHelps(call)) {
        break;
      }
    }
    return place;
  }

  private static boolean isBridge(Frame frame) {
    return GeneratedNames.isBridge(frame.className(), frame.method());
  }

  private static boolean onlyHelps(Written call) {
    return call.anonymous()
        || isCheck(call.method())
        || TOOL_CLASS.matcher(call.className()).matches();
  }

  /** Where in a recursion the stack ends is chance: what recurs is the place, in a fixed order. */
  private static List<Written> recursion(List<Frame> stack, int first, Predicate<Frame> own) {
    Map<Written, Integer> counts = new LinkedHashMap<>();
    int most = Math.min(stack.size(), MOST_FRAMES);
    for (int i = first; i < most; i++) {
      Frame frame = stack.get(i);
      if (own.test(frame) && !isBridge(frame)) {
        counts.merge(GeneratedNames.written(frame.className(), frame.method()), 1, Integer::sum);
      }
    }
    List<Written> recurrent =
        counts.entrySet().stream()
            .filter(count -> count.getValue() >= RECURRENT)
            .map(Map.Entry::getKey)
            .sorted((a, b) -> a.toString().compareTo(b.toString()))
            .limit(MOST_CALLS)
            .toList();
    return recurrent.isEmpty() ? upToTheFirstThatActs(stack, first, own) : recurrent;
  }
}
