package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.StringLiteral;
import org.eclipse.jdt.core.dom.SwitchCase;
import org.eclipse.jdt.core.dom.SwitchStatement;
import org.eclipse.jdt.core.dom.ThrowStatement;

/**
 * Adds the case that a switch refuses to one of its groups: the constant that the message names, to
 * the group whose labels are most like it.
 *
 * <p><i>Source:</i> PAR (Kim et al. 2013: expression adder) and the switch fixes among the repair
 * patterns of Defects4J (Sobreira et al. 2018: missing case).
 */
final class MissingCase implements Operator {
  private static final int MOST = 4;
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern CHARACTER = Pattern.compile("'(.)'|: ?(\\S)$|\\((\\d{2,3})\\)");

  @Override
  public String name() {
    return "missing-case";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isDeliberate()) {
      return;
    }
    for (ThrowStatement thrown : scene.site().at(ThrowStatement.class)) {
      refusing(scene.site(), thrown)
          .ifPresent(
              choice ->
                  labels(scene, choice).forEach(label -> add(scene, sketches, choice, label)));
    }
  }

  /** The switch whose default throws, or that stands right before the throw. */
  private static Optional<SwitchStatement> refusing(Site site, ThrowStatement thrown) {
    Optional<SwitchStatement> around = Nodes.enclosing(thrown, SwitchStatement.class);
    if (around.isPresent()) {
      return around;
    }
    return Nodes.all(site.body(), SwitchStatement.class).stream()
        .filter(choice -> choice.getStartPosition() < thrown.getStartPosition())
        .max(Comparator.comparingInt(SwitchStatement::getStartPosition));
  }

  private static List<SwitchCase> cases(SwitchStatement choice) {
    return Nodes.list(choice.statements(), Statement.class).stream()
        .filter(SwitchCase.class::isInstance)
        .map(SwitchCase.class::cast)
        .filter(label -> !label.isDefault())
        .toList();
  }

  /** What the message names and the switch does not have. */
  private static Set<String> labels(Scene scene, SwitchStatement choice) {
    Set<String> labels = new LinkedHashSet<>();
    ITypeBinding type = choice.getExpression().resolveTypeBinding();
    String message = scene.fault().message();
    if (type != null && type.isEnum()) {
      Set<String> words =
          WORD.matcher(message).results().map(m -> m.group()).collect(Collectors.toSet());
      Arrays.stream(type.getDeclaredFields())
          .filter(IVariableBinding::isEnumConstant)
          .map(IVariableBinding::getName)
          .filter(words::contains)
          .forEach(labels::add);
    } else if (type != null && Set.of("char", "int").contains(type.getName())) {
      Matcher matcher = CHARACTER.matcher(message);
      if (matcher.find()) {
        String number = matcher.group(3);
        String character = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        labels.add(
            number != null
                ? number
                : "'" + (character.matches("['\\\\]") ? "\\" : "") + character + "'");
      }
    } else if (cases(choice).stream().anyMatch(MissingCase::isOfTexts)) {
      WORD.matcher(message).results().forEach(m -> labels.add('"' + m.group() + '"'));
    }
    Set<String> known =
        cases(choice).stream()
            .flatMap(label -> Nodes.list(label.expressions(), Expression.class).stream())
            .map(Expression::toString)
            .collect(Collectors.toSet());
    labels.removeAll(known);
    return labels.stream().limit(2).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean isOfTexts(SwitchCase label) {
    return Nodes.list(label.expressions(), Expression.class).stream()
        .anyMatch(StringLiteral.class::isInstance);
  }

  private void add(Scene scene, Sketches sketches, SwitchStatement choice, String label) {
    List<SwitchCase> cases = new ArrayList<>(cases(choice));
    cases.removeIf(each -> each.isSwitchLabeledRule() || each.expressions().isEmpty());
    cases.sort(
        Comparator.comparingDouble(
            each -> -OtherVariable.likeness(label, each.expressions().get(0).toString())));
    double score = 0.55;
    for (SwitchCase each : cases.subList(0, Math.min(MOST, cases.size()))) {
      sketches.add(
          this,
          scene,
          score,
          "In "
              + scene.site().symbol()
              + " the case "
              + NullHazards.oneLine(label)
              + " is missing.",
          new Rewrite(scene.file()).before(each, "case " + label + ":"));
      score *= 0.8;
    }
  }
}
