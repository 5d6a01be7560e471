package dev.hephaestus.server.repair.template;

import dev.hephaestus.server.ingest.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.FieldDeclaration;
import org.eclipse.jdt.core.dom.Initializer;
import org.eclipse.jdt.core.dom.LambdaExpression;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.SuperMethodInvocation;

/**
 * A place in the code where the fault may be.
 *
 * @param file its file
 * @param body the method, initializer or field that contains it
 * @param line the line of the call or of the fault; 0 when only the method is known
 * @param depth 0 where the exception surfaced, 1 for its caller, and so on
 * @param frame the frame that led here, if one did
 * @param callee the frame that this place called when the exception passed, if any
 * @param inner the place of that frame, where it is known
 */
record Site(
    ParsedFile file,
    BodyDeclaration body,
    int line,
    int depth,
    Optional<Frame> frame,
    Optional<Frame> callee,
    Optional<Site> inner) {

  /** The innermost method, initializer or field around a line of a file. */
  static Optional<BodyDeclaration> bodyAt(ParsedFile file, int first, int last) {
    return Nodes.all(file.unit(), BodyDeclaration.class).stream()
        .filter(
            body ->
                body instanceof MethodDeclaration
                    || body instanceof Initializer
                    || body instanceof FieldDeclaration)
        .filter(body -> codeLine(file, body) <= first && last <= file.lastLine(body))
        .min(Comparator.comparingInt(ASTNode::getLength));
  }

  private static int codeLine(ParsedFile file, BodyDeclaration body) {
    return body.getJavadoc() == null ? file.firstLine(body) : file.lastLine(body.getJavadoc());
  }

  /** {@code Cart.total}. */
  String symbol() {
    String type =
        Nodes.enclosing(body, AbstractTypeDeclaration.class)
            .map(declaration -> declaration.getName().getIdentifier())
            .orElse("");
    return body instanceof MethodDeclaration method
        ? type + "." + method.getName().getIdentifier()
        : type;
  }

  Optional<MethodDeclaration> method() {
    return body instanceof MethodDeclaration method ? Optional.of(method) : Optional.empty();
  }

  /** Whether it is a method without a result, or a constructor. */
  boolean returnsNothing() {
    return method()
        .filter(
            method ->
                method.isConstructor()
                    || method.getReturnType2() == null
                    || method.getReturnType2().toString().equals("void"))
        .isPresent();
  }

  /**
   * The nodes of a type on the line: those that begin there (calls: whose name is there), else
   * those of a statement that spans it; all of the body where the line is not known.
   */
  <T extends ASTNode> List<T> at(Class<T> type) {
    List<T> all = Nodes.all(body, type);
    if (line <= 0) {
      return all;
    }
    List<T> here = new ArrayList<>();
    List<T> spanning = new ArrayList<>();
    for (T node : all) {
      if (anchorLine(node) == line) {
        here.add(node);
      } else if (statementSpans(node)) {
        spanning.add(node);
      }
    }
    return here.isEmpty() ? spanning : here;
  }

  /** Whether the line is within the node's statement; of a compound one, within its head. */
  private boolean statementSpans(ASTNode node) {
    Optional<Statement> statement = Nodes.statementOf(node);
    if (statement.isEmpty()) {
      return false;
    }
    List<Statement> nested = Nodes.all(statement.get(), Statement.class);
    int last = nested.size() == 1 ? file.lastLine(statement.get()) : file.firstLine(nested.get(1));
    return file.firstLine(statement.get()) <= line && line <= last;
  }

  private int anchorLine(ASTNode node) {
    return file.firstLine(node instanceof MethodInvocation call ? call.getName() : node);
  }

  /** The arguments of the calls on the line that the callee's frame answers to. */
  List<Expression> argumentsToCallee() {
    return callsToCallee().stream().flatMap(call -> Nodes.arguments(call).stream()).toList();
  }

  /** The calls on the line that the callee's frame answers to. */
  List<Expression> callsToCallee() {
    List<Expression> calls = new ArrayList<>();
    if (callee.isEmpty()) {
      return calls;
    }
    String called = callee.get().method();
    String type = callee.get().className();
    String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    for (MethodInvocation call : at(MethodInvocation.class)) {
      if (call.getName().getIdentifier().equals(called)) {
        calls.add(call);
      }
    }
    for (SuperMethodInvocation call : at(SuperMethodInvocation.class)) {
      if (call.getName().getIdentifier().equals(called)) {
        calls.add(call);
      }
    }
    for (ClassInstanceCreation creation : at(ClassInstanceCreation.class)) {
      if (called.equals("<init>") && creation.getType().toString().startsWith(simple)) {
        calls.add(creation);
      }
    }
    return calls;
  }

  /**
   * Whether a return at a node would leave this site's method and not a lambda or another class.
   */
  boolean returnsFromMethod(ASTNode node) {
    for (ASTNode up = node; up != null && !up.equals(body); up = up.getParent()) {
      if (up instanceof LambdaExpression || up instanceof BodyDeclaration) {
        return false;
      }
    }
    return body instanceof MethodDeclaration;
  }
}
