package dev.hephaestus.server.repair.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.Statement;

/**
 * Passes a parameter through the project's own function for missing values, as other methods of the
 * file do with theirs: {@code zone = Zones.orDefault(zone)}.
 *
 * <p><i>Source:</i> Getafix (Bader et al. 2019) and HDRepair (Le et al. 2016): the idiom of the
 * project before any of our own.
 */
final class NormalizeAsElsewhere implements Operator {
  private static final int MOST = 2;

  @Override
  public String name() {
    return "normalize-as-elsewhere";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isNull()) {
      return;
    }
    for (Hazard hazard : scene.hazards()) {
      IVariableBinding variable = Nodes.variable(hazard.operands().get(0));
      Statement place = Nodes.statementOf(hazard.use()).orElse(null);
      if (variable == null
          || !variable.isParameter()
          || place == null
          || !ReturnEarly.canStandBefore(place, hazard)) {
        continue;
      }
      String name = variable.getName();
      for (Idiom idiom : idioms(scene, variable)) {
        sketches.add(
            this,
            scene,
            0.88 * hazard.likelihood(),
            scene.cause(hazard),
            new Rewrite(scene.file())
                .before(place, name + " = " + idiom.before() + name + idiom.after() + ";"));
      }
    }
  }

  private record Idiom(String before, String after) {}

  /** The calls by which the file sets a parameter of the type anew from itself. */
  private static List<Idiom> idioms(Scene scene, IVariableBinding variable) {
    Set<Idiom> idioms = new LinkedHashSet<>();
    for (Assignment set : Nodes.all(scene.file().unit(), Assignment.class)) {
      IVariableBinding other = Nodes.variable(set.getLeftHandSide());
      if (set.getRightHandSide() instanceof MethodInvocation call
          && set.getLeftHandSide() instanceof SimpleName name
          && call.arguments().size() == 1
          && call.arguments().get(0).toString().equals(name.getIdentifier())
          && other != null
          && other.isParameter()
          && other.getType().isEqualTo(variable.getType())
          && !other.isEqualTo(variable)) {
        Expression argument = (Expression) call.arguments().get(0);
        String source = scene.file().source(call);
        int at = argument.getStartPosition() - call.getStartPosition();
        idioms.add(new Idiom(source.substring(0, at), source.substring(at + argument.getLength())));
      }
    }
    return idioms.stream().limit(MOST).toList();
  }
}
