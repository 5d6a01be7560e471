package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.CatchClause;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.PostfixExpression;
import org.eclipse.jdt.core.dom.QualifiedName;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.VariableDeclaration;

/**
 * Takes another variable of the same type where a value comes from that was out of bounds or
 * refused: the one whose name is most alike first.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP13: mutate variable); ELIXIR (Saha et al. 2017) ranks
 * by the names' likeness and the distance.
 */
final class OtherVariable implements Operator {
  private static final int MOST_PLACES = 12;
  private static final int MOST_OTHERS = 3;

  @Override
  public String name() {
    return "other-variable";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return true;
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    Fault fault = scene.fault();
    if (!(fault.isIndex() || fault.isDeliberate() || fault.is("NegativeArraySizeException"))) {
      return;
    }
    int left = MOST_PLACES;
    Set<ASTNode> seen = new HashSet<>();
    for (Expression expression : Slice.of(scene.site(), fault)) {
      for (SimpleName name : Nodes.all(expression, SimpleName.class)) {
        if (isReplaceable(name) && seen.add(name) && left-- > 0) {
          replace(scene, sketches, name);
        }
      }
    }
  }

  private void replace(Scene scene, Sketches sketches, SimpleName name) {
    int left = MOST_OTHERS;
    for (Map.Entry<String, Double> other : others(scene.site(), name).entrySet()) {
      if (isSaidBeside(name, other.getKey())) {
        continue;
      }
      if (left-- == 0) {
        return;
      }
      sketches.add(
          this,
          scene,
          0.25 + 0.25 * other.getValue(),
          "In "
              + scene.site().symbol()
              + " `"
              + name.getIdentifier()
              + "` is used where `"
              + other.getKey()
              + "` is meant.",
          new Rewrite(scene.file()).replace(name, other.getKey()));
    }
  }

  /** Whether what it is compared with is that already: a value always equals itself. */
  private static boolean isSaidBeside(SimpleName name, String other) {
    return name.getParent() instanceof InfixExpression infix
        && Nodes.operands(infix).stream().anyMatch(operand -> operand.toString().equals(other));
  }

  private static boolean isReplaceable(SimpleName name) {
    ASTNode parent = name.getParent();
    boolean written =
        (parent instanceof Assignment assignment && name.equals(assignment.getLeftHandSide()))
            || parent instanceof PostfixExpression
            || parent instanceof org.eclipse.jdt.core.dom.PrefixExpression;
    return !written
        && !(parent instanceof QualifiedName qualified && name.equals(qualified.getName()))
        && !(parent instanceof VariableDeclaration)
        && name.resolveBinding() instanceof IVariableBinding variable
        && !variable.isField();
  }

  /** The variables of the same type that are known there, with how alike their names are. */
  private static Map<String, Double> others(Site site, SimpleName name) {
    IVariableBinding own = (IVariableBinding) name.resolveBinding();
    Map<String, Double> others = new LinkedHashMap<>();
    for (VariableDeclaration declared : Nodes.all(site.body(), VariableDeclaration.class)) {
      IVariableBinding other = declared.resolveBinding();
      if (other != null
          && !other.isEqualTo(own)
          && other.getType().isEqualTo(own.getType())
          && isKnownAt(declared, name)) {
        String text = declared.getName().getIdentifier();
        others.put(text, likeness(name.getIdentifier(), text));
      }
    }
    List<Map.Entry<String, Double>> sorted = new ArrayList<>(others.entrySet());
    sorted.sort(Map.Entry.<String, Double>comparingByValue().reversed());
    others.clear();
    sorted.forEach(entry -> others.put(entry.getKey(), entry.getValue()));
    return others;
  }

  private static boolean isKnownAt(VariableDeclaration declared, ASTNode place) {
    ASTNode owner = declared.getParent();
    ASTNode scope =
        owner instanceof org.eclipse.jdt.core.dom.VariableDeclarationStatement
            ? owner.getParent()
            : owner instanceof org.eclipse.jdt.core.dom.VariableDeclarationExpression
                ? owner.getParent()
                : owner;
    return declared.getStartPosition() + declared.getLength() <= place.getStartPosition()
        && !(scope instanceof CatchClause)
        && Nodes.isWithin(place, scope);
  }

  /** How many words two names share, of those that they have. */
  static double likeness(String one, String other) {
    Set<String> words = words(one);
    Set<String> shared = new HashSet<>(words);
    shared.retainAll(words(other));
    words.addAll(words(other));
    return words.isEmpty() ? 0 : (double) shared.size() / words.size();
  }

  private static Set<String> words(String name) {
    String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z0-9])|_|(?<=[0-9])(?=[A-Za-z])", " ");
    return new HashSet<>(Arrays.asList(spaced.toLowerCase(Locale.ROOT).strip().split(" +")));
  }
}
