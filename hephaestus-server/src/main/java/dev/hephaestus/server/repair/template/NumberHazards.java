package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.StringLiteral;

/**
 * Texts that are parsed as numbers without being one.
 *
 * <p><i>Source:</i> the argument checks of PAR (Kim et al. 2013) for parsing calls; the JDK's
 * messages tell what was wrong with the text.
 */
final class NumberHazards implements HazardFinder {
  private static final Set<String> CALLS =
      Set.of(
          "parseInt",
          "parseLong",
          "parseDouble",
          "parseFloat",
          "parseShort",
          "parseByte",
          "valueOf",
          "decode",
          "createNumber");
  private static final Set<String> TYPES =
      Set.of("Integer", "Long", "Double", "Float", "Short", "Byte", "BigDecimal", "BigInteger");
  private static final Pattern INPUT =
      Pattern.compile("For input string: \"(.*?)\"(?: under radix \\d+)?$", Pattern.DOTALL);

  /** How the text failed to be a number. */
  enum Flaw {
    NULL,
    BLANK,
    PADDED,
    OTHER
  }

  /** What the message says about the text. */
  static Flaw flaw(Fault fault) {
    String message = fault.message();
    Matcher matcher = INPUT.matcher(message);
    if (matcher.find()) {
      String input = matcher.group(1);
      return input.isBlank() ? Flaw.BLANK : input.strip().equals(input) ? Flaw.OTHER : Flaw.PADDED;
    }
    if (message.equals("null") || message.startsWith("Cannot parse null")) {
      return Flaw.NULL;
    }
    return message.equals("empty String") || message.startsWith("Zero length") || message.isEmpty()
        ? Flaw.BLANK
        : Flaw.OTHER;
  }

  /** The texts that are parsed at a site. */
  static List<Expression> parsed(Site site) {
    List<Expression> parsed = new ArrayList<>();
    for (MethodInvocation call : site.at(MethodInvocation.class)) {
      if (CALLS.contains(call.getName().getIdentifier())
          && call.getExpression() != null
          && TYPES.contains(call.getExpression().toString())
          && !call.arguments().isEmpty()) {
        parsed.add((Expression) call.arguments().get(0));
      }
    }
    for (ClassInstanceCreation creation : site.at(ClassInstanceCreation.class)) {
      if (TYPES.contains(creation.getType().toString()) && creation.arguments().size() == 1) {
        parsed.add((Expression) creation.arguments().get(0));
      }
    }
    parsed.removeIf(StringLiteral.class::isInstance);
    return parsed;
  }

  @Override
  public List<Hazard> find(Site site, Fault fault) {
    if (!fault.is("NumberFormatException")) {
      return List.of();
    }
    Flaw flaw = flaw(fault);
    return parsed(site).stream().map(text -> hazard(site, text, flaw)).toList();
  }

  private static Hazard hazard(Site site, Expression argument, Flaw flaw) {
    String text = site.file().source(argument);
    String owner = Nodes.isTight(argument) ? text : "(" + text + ")";
    String shown = "`" + NullHazards.oneLine(text) + "` ";
    Expression use = (Expression) argument.getParent();
    List<Expression> operands = List.of(argument);
    return switch (flaw) {
      case NULL ->
          new Hazard(use, operands, text + " == null", text + " != null", shown + "can be null", 1);
      case BLANK, PADDED ->
          new Hazard(
              use,
              operands,
              text + " == null || " + owner + ".trim().isEmpty()",
              text + " != null && !" + owner + ".trim().isEmpty()",
              shown + "can be blank and is parsed as a number",
              flaw == Flaw.BLANK ? 1 : 0.3);
      case OTHER ->
          new Hazard(
              use,
              operands,
              "!" + owner + ".matches(\"[+-]?\\\\d+\")",
              owner + ".matches(\"[+-]?\\\\d+\")",
              shown + "is parsed as a number without being one",
              0.6);
    };
  }
}
