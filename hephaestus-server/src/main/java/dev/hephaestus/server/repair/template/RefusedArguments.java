package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Name;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.ThrowStatement;

/**
 * Calls whose arguments the callee refuses on purpose: its check, said in the words of the caller.
 *
 * <p><i>Source:</i> the preconditions that ACS (Xiong et al. 2017) takes from what the code
 * documents; lifting a check from callee to caller is the weakest precondition of Dijkstra (1975).
 */
final class RefusedArguments implements HazardFinder {
  private static final Pattern CHECKS =
      Pattern.compile("(check|require|ensure|assert|validate|is[A-Z]?\\w*True|verify)\\w*");
  private static final double LIKELY = 0.75;

  @Override
  public List<Hazard> find(Site site, Fault fault) {
    if (site.inner().isEmpty()) {
      return List.of();
    }
    Site inner = site.inner().get();
    if (onlyChecks(inner)) {
      return List.of();
    }
    List<Hazard> hazards = new ArrayList<>();
    for (PathCondition refused : refused(inner)) {
      for (Expression call : site.callsToCallee()) {
        Words words = new Words(inner, site, call);
        words.hazard(refused).ifPresent(hazards::add);
      }
    }
    return hazards;
  }

  /** Whether to leave out a call of it would be to leave out a check, and nothing else. */
  private static boolean onlyChecks(Site callee) {
    return callee
        .method()
        .filter(method -> !method.isConstructor() && callee.returnsNothing())
        .map(MethodDeclaration::getBody)
        .filter(
            body ->
                Nodes.list(body.statements(), Statement.class).stream()
                    .allMatch(
                        part ->
                            part instanceof IfStatement
                                && !Nodes.all(part, ThrowStatement.class).isEmpty()))
        .isPresent();
  }

  /** The condition right around the throw, or the one that a checking method was given. */
  private static List<PathCondition> refused(Site inner) {
    List<ThrowStatement> thrown = inner.at(ThrowStatement.class);
    if (!thrown.isEmpty()) {
      return PathCondition.to(thrown.get(0)).stream().limit(1).toList();
    }
    return inner.callsToCallee().stream()
        .filter(MethodInvocation.class::isInstance)
        .map(MethodInvocation.class::cast)
        .filter(call -> CHECKS.matcher(call.getName().getIdentifier()).matches())
        .flatMap(call -> Nodes.arguments(call).stream().limit(1))
        .filter(RefusedArguments::isCondition)
        .map(condition -> new PathCondition(condition, false))
        .toList();
  }

  private static boolean isCondition(Expression expression) {
    ITypeBinding type = expression.resolveTypeBinding();
    return type != null && type.getName().equals("boolean");
  }

  /** Says conditions about the callee's parameters with a call's arguments. */
  private static final class Words {
    private final Site inner;
    private final Site site;
    private final Expression call;
    private final Map<String, Expression> given = new HashMap<>();
    private final List<Expression> used = new ArrayList<>();

    Words(Site inner, Site site, Expression call) {
      this.inner = inner;
      this.site = site;
      this.call = call;
      List<Expression> arguments = Nodes.arguments(call);
      if (inner.body() instanceof MethodDeclaration method
          && method.parameters().size() == arguments.size()) {
        for (int i = 0; i < arguments.size(); i++) {
          SingleVariableDeclaration parameter =
              (SingleVariableDeclaration) method.parameters().get(i);
          given.put(parameter.getName().getIdentifier(), arguments.get(i));
        }
      }
    }

    Optional<Hazard> hazard(PathCondition refused) {
      Expression condition = refused.condition();
      if (!Nodes.isRepeatable(condition) || !isAboutArguments(condition)) {
        return Optional.empty();
      }
      String held = said(condition);
      String opposite = Negation.of(condition, this::said);
      String bad = refused.held() ? held : opposite;
      return Optional.of(
          new Hazard(
              call,
              used.stream().distinct().toList(),
              bad,
              refused.held() ? opposite : held,
              "`" + inner.symbol() + "` is called although it refuses `" + bad + "`",
              LIKELY));
    }

    /** Whether each name in it is a parameter's, or one that the caller understands too. */
    private boolean isAboutArguments(Expression condition) {
      boolean same = inner.file().path().equals(site.file().path());
      boolean some = false;
      for (SimpleName name : Nodes.all(condition, SimpleName.class)) {
        if (name.resolveBinding() instanceof IVariableBinding variable) {
          boolean parameter = variable.isParameter() && given.containsKey(name.getIdentifier());
          boolean member =
              variable.isField()
                  && (name.getParent() instanceof Name
                      || variable.getDeclaringClass() == null
                      || (same && java.lang.reflect.Modifier.isStatic(variable.getModifiers())));
          if (!parameter && !member) {
            return false;
          }
          some |= parameter;
        }
      }
      return some
          && Nodes.all(condition, MethodInvocation.class).stream()
              .allMatch(part -> part.getExpression() != null);
    }

    private String said(Expression part) {
      int start = part.getStartPosition();
      StringBuilder text = new StringBuilder(inner.file().source(part));
      List<SimpleName> names = new ArrayList<>(Nodes.all(part, SimpleName.class));
      java.util.Collections.reverse(names);
      for (SimpleName name : names) {
        Expression argument = given.get(name.getIdentifier());
        if (argument != null
            && name.resolveBinding() instanceof IVariableBinding variable
            && variable.isParameter()) {
          used.add(argument);
          String own = site.file().source(argument);
          int at = name.getStartPosition() - start;
          text.replace(at, at + name.getLength(), Nodes.isTight(argument) ? own : "(" + own + ")");
        }
      }
      return text.toString();
    }
  }
}
