package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.ThisExpression;
import org.eclipse.jdt.core.dom.ThrowStatement;

/**
 * Calls that an object refuses in the state that it is in: its check, asked beforehand through the
 * question that its class offers: {@code door.isLocked()}.
 *
 * <p><i>Source:</i> the state tests that "Effective Java" (Bloch, item 69) asks of a class with
 * state-dependent methods; the check lifted to the caller as in ACS (Xiong et al. 2017), with the
 * question chosen by the methods of what is in reach as in ELIXIR (Saha et al. 2017).
 */
final class RefusedState implements HazardFinder {
  private static final double LIKELY = 0.8;

  @Override
  public List<Hazard> find(Site site, Fault fault) {
    Optional<Site> check = site.inner().flatMap(RefusedState::check);
    if (check.isEmpty()) {
      return List.of();
    }
    Site inner = check.get();
    List<Hazard> hazards = new ArrayList<>();
    PathCondition.to(inner.at(ThrowStatement.class).get(0)).stream()
        .limit(1)
        .filter(refused -> isAboutState(refused.condition()))
        .forEach(
            refused -> {
              for (Expression call : site.callsToCallee()) {
                hazard(inner, site, call, refused).ifPresent(hazards::add);
              }
            });
    return hazards;
  }

  /** Where the object refused: in the method called, or in one that this asks of itself. */
  private static Optional<Site> check(Site called) {
    Site at = called;
    while (at.at(ThrowStatement.class).isEmpty()) {
      boolean asksItself =
          at.callsToCallee().stream()
              .anyMatch(call -> call instanceof MethodInvocation own && isOfItself(own));
      if (!asksItself || at.inner().isEmpty()) {
        return Optional.empty();
      }
      at = at.inner().get();
    }
    return at.line() > 0 ? Optional.of(at) : Optional.empty();
  }

  private static boolean isOfItself(MethodInvocation call) {
    return call.getExpression() == null || call.getExpression() instanceof ThisExpression;
  }

  /** Whether all variables in it are fields of the object or constants, and one is such a field. */
  private static boolean isAboutState(Expression condition) {
    boolean state = false;
    for (SimpleName name : Nodes.all(condition, SimpleName.class)) {
      if (name.resolveBinding() instanceof IVariableBinding variable) {
        if (!variable.isField()) {
          return false;
        }
        state |= !Modifier.isStatic(variable.getModifiers());
      }
    }
    return state && Nodes.isRepeatable(condition);
  }

  private static Optional<Hazard> hazard(
      Site inner, Site site, Expression call, PathCondition refused) {
    if (!(call instanceof MethodInvocation asked)
        || isOfItself(asked)
        || !Nodes.isTight(asked.getExpression())
        || !Nodes.isRepeatable(asked.getExpression())) {
      return Optional.empty();
    }
    Asked state = Asked.of(refused.condition());
    boolean was = state.yes() == refused.held();
    return Nodes.enclosing(inner.body(), AbstractTypeDeclaration.class).stream()
        .flatMap(type -> Nodes.list(type.bodyDeclarations(), Object.class).stream())
        .filter(MethodDeclaration.class::isInstance)
        .map(MethodDeclaration.class::cast)
        .filter(method -> isQuestion(method, inner, site))
        .flatMap(
            method ->
                answer(method).filter(answer -> answer.text().equals(state.text())).stream()
                    .map(answer -> hazard(inner, site, asked, method, answer.yes() == was)))
        .findFirst();
  }

  private static Hazard hazard(
      Site inner, Site site, MethodInvocation call, MethodDeclaration question, boolean bad) {
    String ask =
        site.file().source(call.getExpression()) + "." + question.getName().getIdentifier() + "()";
    return new Hazard(
        call,
        List.of(call.getExpression()),
        bad ? ask : "!" + ask,
        bad ? "!" + ask : ask,
        "`" + inner.symbol() + "` is asked for although `" + (bad ? "" : "!") + ask + "`",
        LIKELY);
  }

  private static boolean isQuestion(MethodDeclaration method, Site inner, Site site) {
    boolean near = inner.file().path().equals(site.file().path());
    return method.parameters().isEmpty()
        && method.getReturnType2() != null
        && method.getReturnType2().toString().equals("boolean")
        && (near || !Modifier.isPrivate(method.getModifiers()))
        && !Modifier.isStatic(method.getModifiers());
  }

  /** What a method that only answers says. */
  private static Optional<Asked> answer(MethodDeclaration method) {
    return method.getBody() != null
            && method.getBody().statements().size() == 1
            && method.getBody().statements().get(0) instanceof ReturnStatement only
            && only.getExpression() != null
        ? Optional.of(Asked.of(only.getExpression()))
        : Optional.empty();
  }
}
