package dev.hephaestus.server.repair.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.ThrowStatement;
import org.eclipse.jdt.core.dom.VariableDeclaration;

/**
 * The expressions of a method from which the values came that made it throw: what decided about the
 * throw, the index, or what the callee was given; then what was assigned to the variables in there.
 *
 * <p><i>Source:</i> backward slicing (Weiser 1981), cut to assignments within one method.
 */
final class Slice {
  private static final int MOST = 24;

  private Slice() {}

  /** Those expressions, nearest first. */
  static List<Expression> of(Site site, Fault fault) {
    Queue<Expression> next = new ArrayDeque<>(seeds(site, fault));
    Set<Expression> slice = new LinkedHashSet<>();
    Set<String> variables = new HashSet<>();
    while (!next.isEmpty() && slice.size() < MOST) {
      Expression expression = next.remove();
      if (!slice.add(expression)) {
        continue;
      }
      for (SimpleName name : Nodes.all(expression, SimpleName.class)) {
        if (name.resolveBinding() instanceof IVariableBinding variable
            && !variable.isField()
            && variables.add(variable.getKey())) {
          next.addAll(definitions(site, variable, expression));
        }
      }
    }
    return new ArrayList<>(slice);
  }

  private static List<Expression> seeds(Site site, Fault fault) {
    List<Expression> seeds = new ArrayList<>();
    if (site.line() <= 0) {
      return seeds;
    }
    for (ThrowStatement thrown : site.at(ThrowStatement.class)) {
      PathCondition.to(thrown).stream()
          .filter(PathCondition::held)
          .forEach(decided -> seeds.add(decided.condition()));
    }
    for (Expression call : site.callsToCallee()) {
      seeds.add(call);
    }
    if (fault.isIndex()) {
      IndexHazards.accesses(site).forEach(access -> seeds.add(access.use()));
    }
    return seeds;
  }

  /** What is assigned to a variable before a place. */
  private static List<Expression> definitions(Site site, IVariableBinding variable, ASTNode place) {
    List<Expression> definitions = new ArrayList<>();
    for (VariableDeclaration declared : Nodes.all(site.body(), VariableDeclaration.class)) {
      IVariableBinding binding = declared.resolveBinding();
      if (binding != null && binding.isEqualTo(variable) && declared.getInitializer() != null) {
        definitions.add(declared.getInitializer());
      }
    }
    for (Assignment assignment : Nodes.all(site.body(), Assignment.class)) {
      IVariableBinding binding = Nodes.variable(assignment.getLeftHandSide());
      if (binding != null
          && binding.isEqualTo(variable)
          && assignment.getStartPosition() < place.getStartPosition()) {
        definitions.add(assignment.getRightHandSide());
      }
    }
    return definitions;
  }
}
