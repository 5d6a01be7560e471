package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.NumberLiteral;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.ThrowStatement;

/**
 * Widens or narrows a condition on the way to where the program throws on purpose: the boundary,
 * one operand more or less. Only in the way that leads elsewhere: what held is narrowed, what did
 * not hold is widened. The last resort, where no check is missing.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP6 and FP11), jMutRepair (Martinez and Monperrus 2016),
 * Nopol (Xuan et al. 2017).
 */
final class MutateCondition implements Operator {
  private static final int MOST_CONDITIONS = 8;
  private static final double NEXT = 0.93;
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  @Override
  public String name() {
    return "mutate-condition";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return true;
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isDeliberate()) {
      return;
    }
    boolean throwsHere =
        !scene.site().at(ThrowStatement.class).isEmpty() && scene.site().line() > 0;
    double base = throwsHere ? 0.5 : 0.35;
    Set<Expression> seen = new HashSet<>();
    for (PathCondition decided : conditions(scene.site())) {
      if (!seen.add(decided.condition())) {
        continue;
      }
      if (seen.size() > MOST_CONDITIONS) {
        return;
      }
      mutate(scene, sketches, decided, base);
      base *= NEXT;
    }
  }

  private void mutate(Scene scene, Sketches sketches, PathCondition decided, double base) {
    String cause =
        "In "
            + scene.site().symbol()
            + " the condition `"
            + NullHazards.oneLine(scene.file().source(decided.condition()))
            + "` is not quite the right one.";
    for (Mutations.Mutation mutation :
        Mutations.of(scene.file(), decided.condition(), !decided.held())) {
      double fits = boundaryCounts(scene.fault(), mutation.place()) ? 1 : 0.3;
      sketches.add(
          this,
          scene,
          base * mutation.weight() * fits,
          cause,
          new Rewrite(scene.file()).replace(mutation.place(), mutation.text()));
    }
  }

  /** Moving a boundary by one helps only a value that lies on it, and the message may tell it. */
  private static boolean boundaryCounts(Fault fault, Expression place) {
    if (!(place instanceof InfixExpression infix)
        || !(infix.getRightOperand() instanceof NumberLiteral bound)) {
      return true;
    }
    List<String> said = NUMBER.matcher(fault.message()).results().map(m -> m.group()).toList();
    return said.isEmpty() || said.contains(bound.getToken());
  }

  /** Those that decided about the place; both ways of those in the method where it is not known. */
  private static List<PathCondition> conditions(Site site) {
    List<PathCondition> conditions = new ArrayList<>();
    if (site.line() > 0) {
      place(site).ifPresent(place -> conditions.addAll(PathCondition.to(place)));
      return conditions;
    }
    for (IfStatement choice : Nodes.all(site.body(), IfStatement.class)) {
      conditions.add(new PathCondition(choice.getExpression(), true));
    }
    return conditions;
  }

  /** What threw: the throw on the line, else the call that leads to it. */
  static Optional<? extends ASTNode> place(Site site) {
    List<ThrowStatement> thrown = site.at(ThrowStatement.class);
    if (!thrown.isEmpty()) {
      return thrown.stream().findFirst();
    }
    Optional<Expression> call = site.callsToCallee().stream().findFirst();
    return call.isPresent()
        ? call
        : site.at(Statement.class).stream().min(Comparator.comparingInt(ASTNode::getLength));
  }
}
