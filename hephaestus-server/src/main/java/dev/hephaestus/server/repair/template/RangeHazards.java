package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.NumberLiteral;

/**
 * Ranges that end before they begin, and copies that are longer than what they copy from or to.
 *
 * <p><i>Source:</i> range checks of TBar (Liu et al. 2019, FP3) and PAR (Kim et al. 2013), for the
 * preconditions that the JDK documents for two positions at a time.
 */
final class RangeHazards implements HazardFinder {
  private static final Set<String> RANGES =
      Set.of("substring", "subSequence", "subList", "copyOfRange");
  private static final Pattern INVERTED =
      Pattern.compile(
          "begin (-?\\d+), end (-?\\d+), length|fromIndex\\((\\d+)\\) > toIndex\\((-?\\d+)\\)"
              + "|^(\\d+) > (-?\\d+)$|out of range: -\\d+|^-\\d+$|start > end");
  private static final int COPIED = 5;

  @Override
  public List<Hazard> find(Site site, Fault fault) {
    List<Hazard> hazards = new ArrayList<>();
    boolean inverted = INVERTED.matcher(fault.message()).find();
    for (MethodInvocation call : site.at(MethodInvocation.class)) {
      List<Expression> arguments = Nodes.arguments(call);
      String name = call.getName().getIdentifier();
      boolean ranges =
          RANGES.contains(name) && (fault.isIndex() || fault.is("IllegalArgumentException"));
      if (ranges && arguments.size() >= 2 && inverted) {
        inverted(site, call, arguments).ifPresent(hazards::add);
      }
      if (fault.isIndex() && name.equals("arraycopy") && arguments.size() == COPIED) {
        hazards.add(tooLong(site, call, arguments.get(0), arguments.get(1), arguments.get(4)));
        hazards.add(tooLong(site, call, arguments.get(2), arguments.get(3), arguments.get(4)));
      }
    }
    return hazards;
  }

  private static java.util.Optional<Hazard> inverted(
      Site site, MethodInvocation call, List<Expression> arguments) {
    Expression from = arguments.get(arguments.size() - 2);
    Expression to = arguments.get(arguments.size() - 1);
    String begin = site.file().source(from);
    String end = site.file().source(to);
    if (from instanceof NumberLiteral && to instanceof NumberLiteral) {
      return java.util.Optional.empty();
    }
    return java.util.Optional.of(
        new Hazard(
            call,
            List.of(from, to),
            begin + " > " + end,
            begin + " <= " + end,
            "the range can end before it begins, at `" + NullHazards.oneLine(end) + "`",
            0.85));
  }

  private static Hazard tooLong(
      Site site, MethodInvocation call, Expression array, Expression from, Expression count) {
    String size = site.file().source(array) + ".length";
    String start = site.file().source(from);
    String last =
        start.equals("0") ? site.file().source(count) : start + " + " + site.file().source(count);
    return new Hazard(
        call,
        List.of(array, from, count),
        last + " > " + size,
        last + " <= " + size,
        "more can be copied than `" + NullHazards.oneLine(size) + "` allows",
        0.8);
  }
}
