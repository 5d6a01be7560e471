package dev.hephaestus.server.repair.template;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.TypeDeclaration;

/**
 * New values of a type that hold nothing yet: an empty list, an empty array, an object of a class
 * that needs no arguments.
 *
 * <p><i>Source:</i> NPEFix (Cornu et al. 2015: create a value).
 */
final class Creations {
  private static final int DIAMOND_SINCE = 7;
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("java.util.List", "java.util.ArrayList"),
          Map.entry("java.util.Collection", "java.util.ArrayList"),
          Map.entry("java.util.ArrayList", "java.util.ArrayList"),
          Map.entry("java.util.LinkedList", "java.util.LinkedList"),
          Map.entry("java.util.Map", "java.util.HashMap"),
          Map.entry("java.util.HashMap", "java.util.HashMap"),
          Map.entry("java.util.LinkedHashMap", "java.util.LinkedHashMap"),
          Map.entry("java.util.SortedMap", "java.util.TreeMap"),
          Map.entry("java.util.TreeMap", "java.util.TreeMap"),
          Map.entry("java.util.Set", "java.util.HashSet"),
          Map.entry("java.util.HashSet", "java.util.HashSet"),
          Map.entry("java.util.LinkedHashSet", "java.util.LinkedHashSet"),
          Map.entry("java.util.Deque", "java.util.ArrayDeque"),
          Map.entry("java.util.Queue", "java.util.ArrayDeque"),
          Map.entry(
              "java.util.concurrent.ConcurrentMap", "java.util.concurrent.ConcurrentHashMap"));

  /**
   * How a value is made.
   *
   * @param text as Java
   * @param imports the type to import
   */
  record Creation(String text, String imports) {}

  private Creations() {}

  /** A new value of a type; empty where none can be made without knowing more. */
  static Optional<Creation> of(ITypeBinding type, Scene scene) {
    if (type.isArray()) {
      String dimensions = "[]".repeat(type.getDimensions() - 1);
      ITypeBinding element = type.getElementType();
      return element.isTypeVariable() || element.isParameterizedType()
          ? Optional.empty()
          : Optional.of(
              new Creation(
                  "new " + element.getErasure().getName() + "[0]" + dimensions,
                  element.isPrimitive() ? "java.lang.Object" : element.getQualifiedName()));
    }
    String name = type.getErasure().getQualifiedName();
    String made = CLASSES.get(name);
    if (made != null) {
      return Optional.of(
          new Creation(
              "new "
                  + made.substring(made.lastIndexOf('.') + 1)
                  + arguments(type, scene.javaLevel())
                  + "()",
              made));
    }
    return switch (name) {
      case "java.lang.String", "java.lang.CharSequence" ->
          Optional.of(new Creation("\"\"", "java.lang.String"));
      case "java.lang.StringBuilder", "java.lang.StringBuffer" ->
          Optional.of(new Creation("new " + type.getName() + "()", name));
      default -> ofOwn(type, scene);
    };
  }

  private static String arguments(ITypeBinding type, int javaLevel) {
    ITypeBinding[] arguments = type.getTypeArguments();
    if (arguments.length == 0) {
      return "";
    }
    boolean wild = Arrays.stream(arguments).anyMatch(a -> a.isWildcardType() || a.isCapture());
    return javaLevel >= DIAMOND_SINCE || wild
        ? "<>"
        : Arrays.stream(arguments)
            .map(ITypeBinding::getName)
            .collect(Collectors.joining(", ", "<", ">"));
  }

  /** Of a class of the project that has a constructor without parameters, or none at all. */
  private static Optional<Creation> ofOwn(ITypeBinding type, Scene scene) {
    return scene
        .declarations()
        .of(type)
        .filter(TypeDeclaration.class::isInstance)
        .map(TypeDeclaration.class::cast)
        .filter(declared -> isMade(declared) && isMadeOfNothing(declared))
        .map(
            declared ->
                new Creation(
                    "new " + declared.getName().getIdentifier() + "()",
                    type.getErasure().getQualifiedName()));
  }

  private static boolean isMade(TypeDeclaration declared) {
    boolean inner = declared.isMemberTypeDeclaration();
    return !declared.isInterface()
        && declared.typeParameters().isEmpty()
        && !Modifier.isAbstract(declared.getModifiers())
        && (!inner || Modifier.isStatic(declared.getModifiers()));
  }

  private static boolean isMadeOfNothing(TypeDeclaration declared) {
    List<MethodDeclaration> constructors =
        Arrays.stream(declared.getMethods()).filter(MethodDeclaration::isConstructor).toList();
    return constructors.isEmpty()
        || constructors.stream()
            .anyMatch(
                made -> made.parameters().isEmpty() && !Modifier.isPrivate(made.getModifiers()));
  }
}
