package dev.hephaestus.server.repair.patch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns the indentation that a reply uses into the file's, learned from lines that both have.
 *
 * <p>A new line as deep as a known one is indented as that one; any other is so many steps deeper
 * or less deep than the known line that is nearest.
 */
final class Indentation {
  private static final int TAB = 4;

  private final TreeMap<Integer, String> known = new TreeMap<>();
  private final int givenStep;
  private final String step;

  private Indentation(int givenStep, String step) {
    this.givenStep = givenStep;
    this.step = step;
  }

  /**
   * Learns from lines that are the same but for white space.
   *
   * @param file all lines of the file
   * @param there those that were found
   * @param given those that were searched for, as many
   * @param by the lines to be indented
   */
  static Indentation learn(
      List<String> file, List<String> there, List<String> given, List<String> by) {
    String step = step(file).isEmpty() ? " ".repeat(TAB) : step(file);
    int givenStep = usesTabs(by) ? TAB : width(step(by));
    Indentation learned = new Indentation(givenStep == 0 ? width(step) : givenStep, step);
    for (int i = 0; i < given.size(); i++) {
      if (!given.get(i).isBlank()) {
        learned.known.putIfAbsent(
            width(Placement.indent(given.get(i))), Placement.indent(there.get(i)));
      }
    }
    return learned;
  }

  String fit(String line) {
    if (line.isBlank() || known.isEmpty()) {
      return line;
    }
    String given = Placement.indent(line);
    int width = width(given);
    Map.Entry<Integer, String> below = known.floorEntry(width);
    Map.Entry<Integer, String> nearest = below == null ? known.firstEntry() : below;
    int deeper = width - nearest.getKey();
    return moved(nearest.getValue(), deeper) + line.substring(given.length());
  }

  private String moved(String there, int columns) {
    int steps = columns / givenStep;
    int rest = Math.max(0, columns - steps * givenStep);
    String indent = there;
    for (int i = steps; i < 0; i++) {
      indent = indent.endsWith(step) ? indent.substring(0, indent.length() - step.length()) : "";
    }
    return indent + step.repeat(Math.max(0, steps)) + " ".repeat(rest);
  }

  private static boolean usesTabs(List<String> lines) {
    return lines.stream().anyMatch(line -> line.startsWith("\t"));
  }

  /** What one level of the lines is: a tab, or the commonest step between two lines. */
  private static String step(List<String> lines) {
    long tabs = lines.stream().filter(line -> line.startsWith("\t")).count();
    long spaces = lines.stream().filter(line -> line.startsWith("  ")).count();
    if (tabs > spaces) {
      return "\t";
    }
    Map<Integer, Integer> steps = new HashMap<>();
    int before = -1;
    for (String line : lines) {
      int width = width(Placement.indent(line));
      if (!line.isBlank()) {
        int difference = before < 0 ? 0 : width - before;
        if (difference > 0 && difference <= 8) {
          steps.merge(difference, 1, Integer::sum);
        }
        before = width;
      }
    }
    int commonest =
        steps.entrySet().stream()
            .max(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .orElse(0);
    return " ".repeat(commonest);
  }

  private static int width(String indent) {
    return indent.chars().map(c -> c == '\t' ? TAB : 1).sum();
  }
}
