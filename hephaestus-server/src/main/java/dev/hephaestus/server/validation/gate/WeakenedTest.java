package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses a patch that takes something away from an existing test, or switches it off. */
final class WeakenedTest implements Gate {
  private static final Pattern SWITCHED_OFF =
      Pattern.compile(
          "@(?:Ignore|Disabled\\w*)\\b|\\bassume(?:True|False|That|NotNull)\\b|enabled\\s*=\\s*false"
              + "|expected\\s*=");

  @Override
  public String name() {
    return "weakened test";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    for (FileChange change : patch.changes()) {
      String before = change.before();
      if (before == null || !Inspection.isTest(patch.task(), change)) {
        continue;
      }
      if (count(change.after()) > count(before)) {
        return Optional.of("the patch switches off a check in the test " + change.path());
      }
      if (!keepsEveryLine(before, change.after())) {
        return Optional.of(
            "the patch changes or removes lines of the existing test "
                + change.path()
                + "; it may only add tests");
      }
    }
    return Optional.empty();
  }

  private static long count(String text) {
    return SWITCHED_OFF.matcher(text).results().count();
  }

  /** Whether the old lines are all there, in their order. */
  private static boolean keepsEveryLine(String before, String after) {
    List<String> left = new ArrayList<>(lines(before));
    for (String line : lines(after)) {
      if (!left.isEmpty() && left.get(0).equals(line)) {
        left.remove(0);
      }
    }
    return left.isEmpty();
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
