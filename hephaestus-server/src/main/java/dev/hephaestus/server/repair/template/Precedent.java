package dev.hephaestus.server.repair.template;

import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Annotation;
import org.eclipse.jdt.core.dom.ArrayAccess;
import org.eclipse.jdt.core.dom.CastExpression;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.ConditionalExpression;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.FieldAccess;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.ParenthesizedExpression;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.TagElement;

/**
 * What speaks for leaving a method early with a value that nothing computed. A caller that was
 * never promised such a value fails later and farther away, so without precedent it is unlikely to
 * be what a developer would write.
 */
final class Precedent {

  private Precedent() {}

  /**
   * Whether the expression's value, or what is asked of it, is all that a return statement gives
   * back. Where it is only an operand or an argument, the rest of the result would be lost too.
   */
  static boolean isWholeResult(Expression use) {
    ASTNode up = use;
    while (up.getParent() instanceof Expression outer) {
      boolean same =
          outer instanceof ParenthesizedExpression
              || outer instanceof CastExpression
              || outer instanceof FieldAccess
              || (outer instanceof ArrayAccess access && up.equals(access.getArray()))
              || (outer instanceof MethodInvocation call && up.equals(call.getExpression()))
              || (outer instanceof ConditionalExpression choice
                  && !up.equals(choice.getExpression()));
      if (!same) {
        return false;
      }
      up = outer;
    }
    return up.getParent() instanceof ReturnStatement;
  }

  /**
   * Whether the method says that it may answer the value: by an annotation for null, or in the
   * {@code @return} of its Javadoc.
   */
  static boolean isPromised(MethodDeclaration method, String value) {
    return (value.equals("null") && isNullable(method)) || returnTag(method).find(value);
  }

  private static boolean isNullable(MethodDeclaration method) {
    return Nodes.list(method.modifiers(), Object.class).stream()
        .filter(Annotation.class::isInstance)
        .map(annotation -> ((Annotation) annotation).getTypeName().getFullyQualifiedName())
        .anyMatch(name -> name.endsWith("Nullable") || name.endsWith("CheckForNull"));
  }

  private record Said(String text) {
    boolean find(String value) {
      if (value.startsWith("Collections.empty") || value.equals("\"\"")) {
        return text.contains("empty") || text.contains(value);
      }
      String word = "(?<![\\w.-])" + Pattern.quote(value) + "(?!\\.?\\w)";
      return Pattern.compile(word).matcher(text).find();
    }
  }

  private static Said returnTag(MethodDeclaration method) {
    if (method.getJavadoc() == null) {
      return new Said("");
    }
    return new Said(
        Nodes.list(method.getJavadoc().tags(), TagElement.class).stream()
            .filter(tag -> TagElement.TAG_RETURN.equals(tag.getTagName()))
            .map(TagElement::toString)
            .findFirst()
            .orElse(""));
  }

  /**
   * Whether a null parameter may well mean a null result: the method gives back a text, an array or
   * the type that it takes. Less so where the parameter is one of several and only a part of the
   * result comes from it.
   */
  static double nullInNullOut(MethodDeclaration method, Hazard hazard, String type) {
    boolean fits =
        hazard.operands().stream()
            .map(Nodes::variable)
            .anyMatch(
                variable ->
                    variable != null
                        && variable.isParameter()
                        && (variable.getType().getName().equals(type)
                            || type.equals("String")
                            || type.endsWith("[]")));
    if (!fits) {
      return 0;
    }
    return method.parameters().size() > 1 && isPartOfResult(hazard.use()) ? 0.65 : 1;
  }

  private static boolean isPartOfResult(Expression use) {
    return Nodes.statementOf(use).filter(ReturnStatement.class::isInstance).isPresent()
        && !isWholeResult(use);
  }

  /**
   * What is made of nothing is nothing: {@code return new String(bytes)}, {@code return new
   * TreeMap<>(headers)}. Only for a copy or another form of the one value, not for an object with
   * several parts.
   */
  static boolean isReturnedCopy(Hazard hazard) {
    if (!(hazard.use() instanceof ClassInstanceCreation creation)
        || !(creation.getParent() instanceof ReturnStatement)
        || creation.arguments().isEmpty()
        || !creation.arguments().get(0).equals(hazard.operands().get(0))) {
      return false;
    }
    ITypeBinding made = creation.resolveTypeBinding();
    ITypeBinding from = hazard.operands().get(0).resolveTypeBinding();
    return creation.arguments().size() == 1
        || (made != null && Fault.isPlatform(made.getErasure().getQualifiedName()))
        || (made != null && from != null && made.isAssignmentCompatible(from));
  }

  /**
   * How far a neutral value of the result's type is to be believed where nothing but the type
   * speaks for it: fully where all of the result is missing or the type says so itself; fairly
   * where a parameter or a field is null altogether; little where one of the parts is missing from
   * which the method makes its result.
   */
  static double ofType(Hazard hazard, String type) {
    if (type.endsWith("oolean") || type.startsWith("Optional") || isWholeResult(hazard.use())) {
      return 1;
    }
    IVariableBinding variable = Nodes.variable(hazard.operands().get(0));
    boolean given = variable != null && (variable.isParameter() || variable.isField());
    return given && hazard.bad().endsWith(" == null") ? 0.85 : 0.6;
  }

  /**
   * How far another method of the class speaks: an overload does the same work, others do only
   * where all of the result is missing.
   */
  static double ofSibling(
      MethodDeclaration method, MethodDeclaration other, Hazard hazard, String type) {
    boolean overload = method.getName().getIdentifier().equals(other.getName().getIdentifier());
    return overload || isWholeResult(hazard.use()) ? 0.8 : 0.8 * ofType(hazard, type);
  }
}
