package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IMethodBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.SwitchStatement;
import org.eclipse.jdt.core.dom.ThrowStatement;

/**
 * Makes sure that a field is set before it is used, with the very statement by which the class does
 * so elsewhere: {@code if (buffer == null) { grow(); }}.
 *
 * <p><i>Source:</i> VFix (Xu et al. 2019: initialization found in the surroundings), HDRepair (Le
 * et al. 2016: statements of the same project), Getafix (Bader et al. 2019).
 */
final class EnsureAsElsewhere implements Operator {
  private static final int MOST_LENGTH = 400;

  @Override
  public String name() {
    return "ensure-as-elsewhere";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isNull()) {
      return;
    }
    for (Hazard hazard : scene.hazards()) {
      IVariableBinding field = Nodes.variable(hazard.operands().get(0));
      Statement statement = Nodes.statementOf(hazard.use()).orElse(null);
      if (field == null || !field.isField() || statement == null) {
        continue;
      }
      for (String guard : guards(scene, field, statement)) {
        for (Statement place : places(statement, field)) {
          Rewrite rewrite = new Rewrite(scene.file()).before(place, guard.split("\n", -1));
          double score = place.equals(statement) ? 0.95 : 0.97;
          boolean near = scene.file().source(scene.site().body()).contains(firstLine(guard));
          sketches.add(
              this,
              scene,
              (near ? score : score * 0.95) * hazard.likelihood(),
              scene.cause(hazard),
              rewrite);
        }
      }
    }
  }

  /** The statements of the class that set the field where it is null and then go on. */
  private static Set<String> guards(Scene scene, IVariableBinding field, Statement statement) {
    Set<String> guards = new LinkedHashSet<>();
    Optional<AbstractTypeDeclaration> type =
        Nodes.enclosing(statement, AbstractTypeDeclaration.class);
    for (IfStatement choice :
        type.map(t -> Nodes.all(t, IfStatement.class)).orElse(List.<IfStatement>of())) {
      String source = scene.file().source(choice);
      if (choice.getElseStatement() == null
          && source.length() <= MOST_LENGTH
          && !Nodes.isWithin(statement, choice)
          && NullQuestion.isAsked(choice.getExpression(), field)
          && sets(choice.getThenStatement(), field, true)
          && goesOn(choice.getThenStatement())) {
        String indent = scene.file().indentAt(choice.getStartPosition());
        guards.add(source.replace("\r", "").replace("\n" + indent, "\n"));
      }
    }
    return guards;
  }

  private static String firstLine(String guard) {
    return guard.lines().findFirst().orElse(guard);
  }

  private static boolean goesOn(Statement then) {
    return Nodes.all(then, ReturnStatement.class).isEmpty()
        && Nodes.all(then, ThrowStatement.class).isEmpty();
  }

  /** Whether it assigns the field, itself or in a method of the same file that it calls. */
  private static boolean sets(
      org.eclipse.jdt.core.dom.ASTNode code, IVariableBinding field, boolean followCalls) {
    for (Assignment assignment : Nodes.all(code, Assignment.class)) {
      if (field.isEqualTo(Nodes.variable(assignment.getLeftHandSide()))
          && !Values.isNull(assignment.getRightHandSide())) {
        return true;
      }
    }
    for (MethodInvocation call :
        followCalls ? Nodes.all(code, MethodInvocation.class) : List.<MethodInvocation>of()) {
      IMethodBinding method = call.resolveMethodBinding();
      if (method != null
          && ((CompilationUnit) code.getRoot()).findDeclaringNode(method)
              instanceof org.eclipse.jdt.core.dom.MethodDeclaration declared
          && sets(declared, field, false)) {
        return true;
      }
    }
    return false;
  }

  /** Before the statement; or before all of the choice whose other branches use the field too. */
  private static List<Statement> places(Statement statement, IVariableBinding field) {
    List<Statement> places = new ArrayList<>();
    Optional<SwitchStatement> around = Nodes.enclosing(statement, SwitchStatement.class);
    if (around.isPresent() && uses(around.get(), field) > uses(statement, field)) {
      Statement first = around.get();
      if (first.getParent() instanceof Block block) {
        first = (Statement) block.statements().get(0);
      }
      places.add(first);
      if (!first.equals(around.get())) {
        places.add(around.get());
      }
    }
    places.add(statement);
    return places;
  }

  private static long uses(Statement statement, IVariableBinding field) {
    return Nodes.all(statement, SimpleName.class).stream()
        .filter(name -> field.isEqualTo(Nodes.variable((Expression) name)))
        .count();
  }
}
