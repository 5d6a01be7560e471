package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.SuperMethodInvocation;

/**
 * Follows a null that was handed down as an argument back to the caller that brought it up. There
 * is the cause; the methods between only pass it on, and a guard in them would hide it from their
 * other callers too.
 *
 * <p><i>Source:</i> VFix (Xu et al. 2019), which repairs where data flow says the null comes from.
 */
final class NullOrigin {
  private static final double AT_ORIGIN = 0.97;
  private static final double PASSED_ON = 0.8;
  private static final double PASSED_ON_TO_OWN = 0.6;

  private final List<Site> sites;
  private final Map<Expression, Double> weights = new HashMap<>();

  /**
   * Looks along the frames.
   *
   * @param sites of the frames, in the order of their depth
   */
  NullOrigin(List<Site> sites, Fault fault) {
    this.sites = List.copyOf(sites);
    if (fault.isNull() && !sites.isEmpty() && sites.get(0).line() > 0) {
      for (Hazard hazard : new NullHazards().find(sites.get(0), fault)) {
        follow(hazard.operands().get(0), 0, new ArrayList<>());
      }
    }
  }

  /**
   * By what to multiply how likely an expression is the one to guard; more than one at the origin
   * of a null, where it makes up for the distance from the exception.
   */
  double weight(Expression value, double closeness) {
    Double weight = weights.get(value);
    if (weight == null) {
      return 1;
    }
    return weight == AT_ORIGIN ? Math.max(1, weight / closeness) : weight;
  }

  private void follow(Expression value, int depth, List<Expression> passed) {
    int parameter = parameter(value, sites.get(depth));
    if (parameter >= 0 && depth + 1 < sites.size()) {
      List<Expression> arguments = arguments(sites.get(depth + 1), sites.get(depth), parameter);
      if (!arguments.isEmpty()) {
        List<Expression> all = new ArrayList<>(passed);
        all.add(value);
        arguments.forEach(argument -> follow(argument, depth + 1, all));
        return;
      }
    }
    if (depth > 0 && parameter < 0) {
      double on = isHidden(sites.get(0)) ? PASSED_ON_TO_OWN : PASSED_ON;
      passed.forEach(each -> weights.putIfAbsent(each, on));
      weights.put(value, AT_ORIGIN);
    }
  }

  private static boolean isHidden(Site site) {
    return site.method()
        .filter(method -> org.eclipse.jdt.core.dom.Modifier.isPrivate(method.getModifiers()))
        .isPresent();
  }

  /** Which parameter of the site's method the value is, if the method leaves it as it came. */
  private static int parameter(Expression value, Site site) {
    IVariableBinding variable = Nodes.variable(value);
    if (variable == null
        || !variable.isParameter()
        || !(site.body() instanceof MethodDeclaration method)) {
      return -1;
    }
    boolean changed =
        Nodes.all(method, Assignment.class).stream()
            .anyMatch(set -> variable.isEqualTo(Nodes.variable(set.getLeftHandSide())));
    List<SingleVariableDeclaration> parameters =
        Nodes.list(method.parameters(), SingleVariableDeclaration.class);
    for (int i = 0; i < parameters.size() && !changed; i++) {
      if (variable.isEqualTo(parameters.get(i).resolveBinding())) {
        return i;
      }
    }
    return -1;
  }

  /** What the caller hands over for the parameter. */
  private static List<Expression> arguments(Site caller, Site callee, int parameter) {
    List<Expression> found = new ArrayList<>();
    int all = callee.method().map(method -> method.parameters().size()).orElse(0);
    for (Expression argument : caller.argumentsToCallee()) {
      List<?> arguments = arguments(argument.getParent());
      if (arguments.size() == all && arguments.indexOf(argument) == parameter) {
        found.add(argument);
      }
    }
    return found;
  }

  private static List<?> arguments(ASTNode call) {
    return switch (call) {
      case MethodInvocation method -> method.arguments();
      case SuperMethodInvocation method -> method.arguments();
      case ClassInstanceCreation creation -> creation.arguments();
      default -> List.of();
    };
  }
}
