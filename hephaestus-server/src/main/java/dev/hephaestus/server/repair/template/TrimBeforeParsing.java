package dev.hephaestus.server.repair.template;

import java.util.Set;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.MethodInvocation;

/**
 * Strips what surrounds a number before it is parsed, or reads the notation that it is written in.
 *
 * <p><i>Source:</i> PAR (Kim et al. 2013: method parameter adjuster).
 */
final class TrimBeforeParsing implements Operator {
  private static final Set<String> DECODABLE = Set.of("parseInt", "parseLong");

  @Override
  public String name() {
    return "trim-before-parsing";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().is("NumberFormatException")) {
      return;
    }
    NumberHazards.Flaw flaw = NumberHazards.flaw(scene.fault());
    for (Expression text : NumberHazards.parsed(scene.site())) {
      String source = scene.file().source(text);
      String owner = Nodes.isTight(text) ? source : "(" + source + ")";
      String cause =
          "In "
              + scene.site().symbol()
              + " `"
              + NullHazards.oneLine(source)
              + "` is parsed as a number in a notation that it does not have.";
      if (flaw == NumberHazards.Flaw.PADDED) {
        sketches.add(
            this, scene, 0.98, cause, new Rewrite(scene.file()).replace(text, owner + ".trim()"));
      }
      if (flaw == NumberHazards.Flaw.OTHER) {
        decode(scene, sketches, text, source, cause);
        if (scene.fault().message().matches("(?s).*\"[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?\".*")) {
          sketches.add(
              this,
              scene,
              0.95,
              cause,
              new Rewrite(scene.file()).replace(text, owner + ".replace(\",\", \"\")"));
        }
      }
    }
  }

  private void decode(
      Scene scene, Sketches sketches, Expression text, String source, String cause) {
    boolean prefixed = scene.fault().message().matches("(?s).*\"[+-]?(0[xX]|#)[0-9a-fA-F]+\".*");
    if (prefixed
        && text.getParent() instanceof MethodInvocation call
        && call.arguments().size() == 1
        && DECODABLE.contains(call.getName().getIdentifier())) {
      String type = call.getName().getIdentifier().equals("parseInt") ? "Integer" : "Long";
      sketches.add(
          this,
          scene,
          0.95,
          cause,
          new Rewrite(scene.file()).replace(call, type + ".decode(" + source + ")"));
    }
  }
}
