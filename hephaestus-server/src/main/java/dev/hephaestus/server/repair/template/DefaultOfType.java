package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.FieldDeclaration;
import org.eclipse.jdt.core.dom.IMethodBinding;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.Type;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;
import org.jspecify.annotations.Nullable;

/**
 * Puts the value in the place of a null that the type itself offers for want of another: its
 * constant {@code EMPTY} or {@code DEFAULT}, its method {@code empty()} or {@code getDefault()}.
 *
 * <p><i>Source:</i> NPEFix (Cornu et al. 2015: reuse a value), SapFix (Marginean et al. 2019:
 * values of the same type), the null object pattern.
 */
final class DefaultOfType implements Operator {
  private static final Pattern CONSTANT =
      Pattern.compile("(?:\\w+_)?(?:EMPTY|NONE|DEFAULT|NULL|NIL|NATURAL)(?:_\\w+)?");
  private static final Pattern FACTORY =
      Pattern.compile("empty\\w*|none|nil|noop|getDefault\\w*|defaults?|naturalOrder");
  private static final int MOST = 2;
  private static final double LITERAL = 0.9;

  @Override
  public String name() {
    return "default-of-type";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isNull()) {
      return;
    }
    literals(scene, sketches);
    for (Hazard hazard : scene.hazards()) {
      Expression value = hazard.operands().get(0);
      for (String fallback : fallbacks(scene, value.resolveTypeBinding(), hazard.use())) {
        String source = scene.file().source(value);
        if (hazard.canBeAsked()) {
          String choice = hazard.bad() + " ? " + fallback + " : " + source;
          boolean owner = !isArgument(value);
          Rewrite inPlace =
              new Rewrite(scene.file()).replace(value, owner ? "(" + choice + ")" : choice);
          add(scene, sketches, hazard, 0.74, inPlace);
          assigned(scene, sketches, hazard, fallback);
        }
      }
    }
  }

  /** In the place of a null that is handed over as it stands. */
  private void literals(Scene scene, Sketches sketches) {
    for (Expression argument : scene.site().argumentsToCallee()) {
      if (Values.isNull(argument)) {
        for (String fallback : fallbacks(scene, expected(argument), argument)) {
          sketches.add(
              this,
              scene,
              LITERAL,
              "In " + scene.site().symbol() + " a method is given null that needs a value.",
              new Rewrite(scene.file()).replace(argument, fallback));
        }
      }
    }
  }

  /** Sets the variable to it, which also helps what comes behind. */
  private void assigned(Scene scene, Sketches sketches, Hazard hazard, String fallback) {
    Expression value = Nodes.bare(hazard.operands().get(0));
    Statement place = Nodes.statementOf(hazard.use()).orElse(null);
    IVariableBinding variable = Nodes.variable(value);
    if (variable != null
        && !Modifier.isFinal(variable.getModifiers())
        && place != null
        && ReturnEarly.canStandBefore(place, hazard)) {
      Rewrite rewrite =
          new Rewrite(scene.file())
              .before(
                  place,
                  "if (" + hazard.bad() + ") {",
                  "\t" + scene.file().source(value) + " = " + fallback + ";",
                  "}");
      add(scene, sketches, hazard, 0.75, rewrite);
    }
  }

  private void add(Scene scene, Sketches sketches, Hazard hazard, double score, Rewrite rewrite) {
    sketches.add(this, scene, score * hazard.likelihood(), scene.cause(hazard), rewrite);
  }

  private static boolean isArgument(Expression value) {
    return value.getParent() instanceof MethodInvocation call
        ? call.arguments().contains(value)
        : value.getParent() instanceof ClassInstanceCreation;
  }

  /**
   * Those of the type, of the project's classes only: what a library's constant means is unknown.
   */
  private static List<String> fallbacks(Scene scene, @Nullable ITypeBinding type, Expression use) {
    List<String> fallbacks = new ArrayList<>();
    Optional<AbstractTypeDeclaration> declared =
        type == null ? Optional.empty() : scene.declarations().of(type);
    if (declared.isEmpty()) {
      return fallbacks;
    }
    String owner = declared.get().getName().getIdentifier();
    for (Object member : declared.get().bodyDeclarations()) {
      if (member instanceof FieldDeclaration field
          && isShared(field)
          && isOf(field.getType(), owner)) {
        Nodes.list(field.fragments(), VariableDeclarationFragment.class).stream()
            .map(fragment -> fragment.getName().getIdentifier())
            .filter(name -> CONSTANT.matcher(name).matches())
            .forEach(name -> fallbacks.add(owner + "." + name));
      } else if (member instanceof MethodDeclaration method
          && isShared(method)
          && method.parameters().isEmpty()
          && FACTORY.matcher(method.getName().getIdentifier()).matches()
          && isOf(method.getReturnType2(), owner)) {
        fallbacks.add(owner + "." + method.getName().getIdentifier() + "()");
      }
    }
    fallbacks.removeIf(text -> scene.file().source(use).contains(text));
    return fallbacks.stream().limit(MOST).toList();
  }

  private static boolean isShared(BodyDeclaration member) {
    return Modifier.isStatic(member.getModifiers()) && !Modifier.isPrivate(member.getModifiers());
  }

  private static boolean isOf(@Nullable Type type, String owner) {
    return type != null && type.toString().replaceAll("<.*>", "").equals(owner);
  }

  /** The type of the parameter that a null is handed over for. */
  private static @Nullable ITypeBinding expected(Expression value) {
    IMethodBinding method = null;
    List<?> arguments = List.of();
    if (value.getParent() instanceof MethodInvocation call) {
      method = call.resolveMethodBinding();
      arguments = call.arguments();
    } else if (value.getParent() instanceof ClassInstanceCreation made) {
      method = made.resolveConstructorBinding();
      arguments = made.arguments();
    }
    int index = arguments.indexOf(value);
    List<ITypeBinding> parameters =
        method == null ? List.of() : Arrays.asList(method.getParameterTypes());
    return index >= 0 && index < parameters.size() ? parameters.get(index) : null;
  }
}
