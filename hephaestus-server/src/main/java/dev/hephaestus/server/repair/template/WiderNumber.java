package dev.hephaestus.server.repair.template;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.MethodInvocation;

/**
 * Parses a whole number that does not fit its type as the next wider one.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP7 and FP10.1: mutate data type, mutate method name).
 */
final class WiderNumber implements Operator {
  private static final Pattern INPUT =
      Pattern.compile("\"([+-]?)(0[xX]|#|0)?([0-9a-fA-F]{1,200})[lL]?\"");
  private static final BigInteger MOST_INT = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger MOST_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Map<String, List<String>> WIDER =
      Map.of(
          "Integer.parseInt", List.of("Long.parseLong", "(int) Long.parseLong"),
          "Integer.valueOf", List.of("Long.valueOf"),
          "Integer.decode", List.of("Long.decode"),
          "Short.parseShort", List.of("Integer.parseInt"),
          "Byte.parseByte", List.of("Integer.parseInt"),
          "Long.parseLong", List.of("new BigInteger"),
          "Long.valueOf", List.of("new BigInteger"),
          "createInteger", List.of("createLong"),
          "createLong", List.of("createBigInteger"));

  @Override
  public String name() {
    return "wider-number";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().is("NumberFormatException")) {
      return;
    }
    Optional<BigInteger> number = number(scene.fault());
    if (number.isEmpty() || number.get().compareTo(MOST_INT) <= 0) {
      return;
    }
    boolean big = number.get().compareTo(MOST_LONG) > 0;
    for (MethodInvocation call : scene.site().at(MethodInvocation.class)) {
      String owner = call.getExpression() == null ? "" : call.getExpression() + ".";
      String name = owner + call.getName().getIdentifier();
      List<String> wider =
          WIDER.getOrDefault(name, WIDER.getOrDefault(call.getName().getIdentifier(), List.of()));
      double score = big == wider.stream().anyMatch(w -> w.contains("Big")) ? 0.93 : 0.5;
      for (String other : wider) {
        add(scene, sketches, call, other, score);
        score *= 0.6;
      }
    }
  }

  private void add(
      Scene scene, Sketches sketches, MethodInvocation call, String other, double score) {
    int end = call.getName().getStartPosition() + call.getName().getLength();
    boolean own = !other.contains(".") && !other.contains(" ");
    int start = own ? call.getName().getStartPosition() : call.getStartPosition();
    Rewrite rewrite = new Rewrite(scene.file()).replace(start, end - start, other);
    if (other.contains("new BigInteger")) {
      rewrite.importing("java.math.BigInteger");
    }
    sketches.add(
        this,
        scene,
        score,
        "In "
            + scene.site().symbol()
            + " `"
            + NullHazards.oneLine(scene.file().source(call))
            + "` reads numbers that are too great for its type.",
        rewrite);
  }

  /** The magnitude of the number that the message names. */
  private static Optional<BigInteger> number(Fault fault) {
    Matcher matcher = INPUT.matcher(fault.message());
    if (!matcher.find()) {
      return Optional.empty();
    }
    String prefix = matcher.group(2);
    boolean hex = prefix != null && !prefix.equals("0");
    boolean radix16 = fault.message().contains("under radix 16");
    String digits = matcher.group(3);
    if (!hex && !radix16 && !digits.chars().allMatch(Character::isDigit)) {
      return Optional.empty();
    }
    return Optional.of(new BigInteger(digits, hex || radix16 ? 16 : 10));
  }
}
