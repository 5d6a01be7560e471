package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodBody.Call;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.AnonymousClassDeclaration;
import org.eclipse.jdt.core.dom.BreakStatement;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.ContinueStatement;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.FieldAccess;
import org.eclipse.jdt.core.dom.LambdaExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Name;
import org.eclipse.jdt.core.dom.QualifiedName;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.StringLiteral;
import org.eclipse.jdt.core.dom.StructuralPropertyDescriptor;
import org.eclipse.jdt.core.dom.SuperMethodInvocation;
import org.eclipse.jdt.core.dom.TextBlock;
import org.eclipse.jdt.core.dom.ThisExpression;
import org.eclipse.jdt.core.dom.ThrowStatement;
import org.eclipse.jdt.core.dom.Type;
import org.jspecify.annotations.Nullable;

/** Reads names, literals and calls out of expressions. */
final class ExpressionReader {

  private ExpressionReader() {}

  static Call call(MethodInvocation node, BodyVisitor visitor) {
    String receiver = receiver(node.getExpression());
    return new Call(
        node.getName().getIdentifier(),
        node.arguments().size(),
        receiver,
        visitor.body().typeOf(receiver),
        names(node.arguments()),
        visitor.lines(node));
  }

  static Call call(SuperMethodInvocation node, BodyVisitor visitor) {
    return new Call(
        node.getName().getIdentifier(),
        node.arguments().size(),
        "super",
        "",
        names(node.arguments()),
        visitor.lines(node));
  }

  static Call call(ClassInstanceCreation node, BodyVisitor visitor) {
    return new Call(
        "<init>",
        node.arguments().size(),
        BodyVisitor.simpleType(BodyVisitor.written(node.getType())),
        "",
        names(node.arguments()),
        visitor.lines(node.getType()));
  }

  /** A chained call's receiver is what its innermost call returns, which the text does not name. */
  private static String receiver(@Nullable Expression expression) {
    return switch (expression) {
      case null -> "";
      case ThisExpression self -> "this";
      case SimpleName name -> name.getIdentifier();
      case QualifiedName name -> name.getName().getIdentifier();
      case FieldAccess access -> access.getName().getIdentifier();
      case ClassInstanceCreation made ->
          BodyVisitor.simpleType(BodyVisitor.written(made.getType()));
      case MethodInvocation earlier -> earlier.getName().getIdentifier() + "()";
      default -> "?";
    };
  }

  /** The names of variables in the nodes. */
  static Set<String> names(List<?> nodes) {
    Set<String> names = new LinkedHashSet<>();
    ASTVisitor reader =
        new ASTVisitor(false) {
          @Override
          public boolean visit(SimpleName name) {
            if (isVariable(name)) {
              names.add(name.getIdentifier());
            }
            return true;
          }

          @Override
          public boolean visit(AnonymousClassDeclaration node) {
            return false;
          }
        };
    nodes.forEach(node -> ((ASTNode) node).accept(reader));
    return names;
  }

  /** The calls in an expression. */
  static List<Call> calls(Expression expression, BodyVisitor visitor) {
    List<Call> calls = new ArrayList<>();
    expression.accept(
        new ASTVisitor(false) {
          @Override
          public boolean visit(MethodInvocation node) {
            calls.add(call(node, visitor));
            return true;
          }

          @Override
          public boolean visit(SuperMethodInvocation node) {
            calls.add(call(node, visitor));
            return true;
          }

          @Override
          public boolean visit(ClassInstanceCreation node) {
            calls.add(call(node, visitor));
            return true;
          }

          @Override
          public boolean visit(AnonymousClassDeclaration node) {
            return false;
          }
        });
    return calls;
  }

  /** The texts of string literals in the nodes, in order. */
  static List<String> literals(List<?> nodes) {
    List<String> literals = new ArrayList<>();
    ASTVisitor reader =
        new ASTVisitor(false) {
          @Override
          public boolean visit(StringLiteral node) {
            literals.add(literal(node));
            return true;
          }

          @Override
          public boolean visit(TextBlock node) {
            literals.add(node.getLiteralValue());
            return true;
          }
        };
    nodes.forEach(node -> ((ASTNode) node).accept(reader));
    return literals;
  }

  private static String literal(StringLiteral node) {
    try {
      return node.getLiteralValue();
    } catch (IllegalArgumentException brokenEscape) {
      return node.getEscapedValue();
    }
  }

  /** Whether a branch of the statement returns, throws, breaks or continues. */
  static boolean leaves(ASTNode statement) {
    boolean[] leaves = new boolean[1];
    statement.accept(
        new ASTVisitor(false) {
          @Override
          public void preVisit(ASTNode node) {
            leaves[0] |=
                node instanceof ReturnStatement
                    || node instanceof ThrowStatement
                    || node instanceof BreakStatement
                    || node instanceof ContinueStatement;
          }

          @Override
          public boolean visit(AnonymousClassDeclaration node) {
            return false;
          }

          @Override
          public boolean visit(LambdaExpression node) {
            return false;
          }
        });
    return leaves[0];
  }

  /** Whether the name stands for a variable: not for a method, a type or a label. */
  static boolean isVariable(SimpleName node) {
    if (node.isDeclaration() || node.getParent() instanceof Type) {
      return false;
    }
    StructuralPropertyDescriptor place = node.getLocationInParent();
    if (place == MethodInvocation.NAME_PROPERTY || place == SuperMethodInvocation.NAME_PROPERTY) {
      return false;
    }
    boolean inName = node.getParent() instanceof Name;
    boolean typeLike = Character.isUpperCase(node.getIdentifier().charAt(0));
    return !(inName && typeLike) && !(typeLike && place == MethodInvocation.EXPRESSION_PROPERTY);
  }
}
