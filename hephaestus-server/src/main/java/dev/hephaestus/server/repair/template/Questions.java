package dev.hephaestus.server.repair.template;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IMethodBinding;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.PrefixExpression;
import org.eclipse.jdt.core.dom.SimpleName;

/** The yes-or-no questions that can be asked at a condition about what it is about. */
final class Questions {
  private static final int MOST = 40;
  private static final Pattern ASKS =
      Pattern.compile("(is|has|can|should|allows|contains)[A-Z]\\w*");

  private final Site site;
  private final Expression condition;

  Questions(Site site, Expression condition) {
    this.site = site;
    this.condition = condition;
  }

  /** Those that the class asks elsewhere, in words that mean the same here. */
  List<Expression> askedElsewhere() {
    Set<String> own = variables(condition);
    Set<String> texts = new LinkedHashSet<>();
    List<Expression> questions = new ArrayList<>();
    ASTNode type = Nodes.enclosing(site.body(), AbstractTypeDeclaration.class).orElse(null);
    if (type == null) {
      return questions;
    }
    for (IfStatement choice : Nodes.all(type, IfStatement.class)) {
      for (Expression atom : atoms(choice.getExpression())) {
        boolean shares = variables(atom).stream().anyMatch(own::contains);
        if (shares
            && questions.size() < MOST
            && Nodes.isRepeatable(atom)
            && !atom.toString().contains("null")
            && !Nodes.isWithin(atom, condition)
            && texts.add(atom.toString())) {
          questions.add(atom);
        }
      }
    }
    return questions;
  }

  private static List<Expression> atoms(Expression expression) {
    Expression bare = Nodes.bare(expression);
    if (bare instanceof InfixExpression infix && Nodes.isAndOr(infix)) {
      return Nodes.operands(infix).stream().flatMap(o -> atoms(o).stream()).toList();
    }
    return bare instanceof PrefixExpression prefix
            && prefix.getOperator().equals(PrefixExpression.Operator.NOT)
        ? atoms(prefix.getOperand())
        : List.of(bare);
  }

  /** The names of variables, and their types, so that another method's of that name counts too. */
  private static Set<String> variables(Expression expression) {
    Set<String> variables = new TreeSet<>();
    for (SimpleName name : Nodes.all(expression, SimpleName.class)) {
      if (name.resolveBinding() instanceof IVariableBinding variable
          && !Modifier.isStatic(variable.getModifiers())) {
        variables.add(variable.getType().getName() + " " + variable.getName());
      }
    }
    return variables;
  }

  /** Those that the variables of the condition answer without being told anything. */
  List<String> ofValues() {
    Map<String, String> questions = new LinkedHashMap<>();
    for (SimpleName name : Nodes.all(condition, SimpleName.class)) {
      if (name.resolveBinding() instanceof IVariableBinding variable
          && !(name.getParent() instanceof org.eclipse.jdt.core.dom.QualifiedName)) {
        asks(variable.getType()).forEach(ask -> questions.put(name + "." + ask + "()", ask));
      }
    }
    return List.copyOf(questions.keySet());
  }

  private static Set<String> asks(ITypeBinding type) {
    Set<String> asks = new TreeSet<>();
    Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> method.getParameterTypes().length == 0)
        .filter(method -> method.getReturnType().getName().equals("boolean"))
        .map(IMethodBinding::getName)
        .filter(name -> ASKS.matcher(name).matches())
        .forEach(asks::add);
    return asks;
  }
}
