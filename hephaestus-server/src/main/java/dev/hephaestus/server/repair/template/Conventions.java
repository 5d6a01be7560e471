package dev.hephaestus.server.repair.template;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ArrayAccess;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IMethodBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;
import org.jspecify.annotations.Nullable;

/**
 * How the project says that a value is missing: code that asks {@code note.isEmpty()} expects an
 * empty note, code that asks {@code note == null} expects none. Read from the names alone, so that
 * it also works across files and without libraries.
 *
 * <p><i>Threads:</i> for one thread.
 */
final class Conventions {

  /** What stands for a missing value. */
  enum Missing {
    EMPTY,
    NULL,
    UNKNOWN
  }

  private static final long MOST_CHARACTERS = 8L << 20;
  private static final int MOST_NAMES = 64;

  private final Snapshot snapshot;
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Missing> known = new HashMap<>();

  Conventions(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** What the project expects in an expression's place when there is no value for it. */
  Missing missing(Expression place) {
    for (String name : namesOf(place)) {
      Missing missing =
          known.size() < MOST_NAMES || known.containsKey(name)
              ? known.computeIfAbsent(name, this::ask)
              : Missing.UNKNOWN;
      if (missing != Missing.UNKNOWN) {
        return missing;
      }
    }
    return Missing.UNKNOWN;
  }

  private Missing ask(String name) {
    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    String of = "\\b(?:" + Pattern.quote(name) + "|get" + Pattern.quote(capital) + ")(?:\\(\\))?";
    Pattern empty =
        Pattern.compile(
            of
                + "\\s*(?:\\.\\s*(?:isEmpty|isBlank)\\(\\)|\\.length\\(\\)\\s*[=!>]=?\\s*0"
                + "|\\.equals\\(\"\"\\)|=\\s*\"\")|\"\"\\.equals\\((?:\\w+\\.)*"
                + of);
    Pattern none =
        Pattern.compile(
            of
                + "\\s*[!=]=\\s*null\\b|\\bnull\\s*[!=]=\\s*(?:\\w+\\.)*"
                + of
                + "|(?:ofNullable|isNull|nonNull)\\((?:\\w+\\.)*"
                + of
                + "|@Nullable\\s+\\w+\\s+"
                + Pattern.quote(name)
                + "\\b");
    Missing found = Missing.UNKNOWN;
    for (String text : texts()) {
      if (!text.contains(name) && !text.contains(capital)) {
        continue;
      }
      if (empty.matcher(text).find()) {
        return Missing.EMPTY;
      }
      if (none.matcher(text).find()) {
        found = Missing.NULL;
      }
    }
    return found;
  }

  private List<String> texts() {
    if (texts.isEmpty()) {
      long read = 0;
      for (SourceFile file : snapshot.files()) {
        if (file.isJava() && !file.test() && read + file.size() <= MOST_CHARACTERS) {
          read += file.size();
          texts.add(snapshot.text(file.path()));
        }
      }
    }
    return texts;
  }

  /** What the value is called: by who receives it, else by the constant that it is found under. */
  private static Set<String> namesOf(Expression place) {
    Set<String> names = new LinkedHashSet<>();
    switch (place.getParent()) {
      case ClassInstanceCreation creation ->
          parameter(names, creation.resolveConstructorBinding(), creation.arguments(), place);
      case MethodInvocation call ->
          parameter(names, call.resolveMethodBinding(), call.arguments(), place);
      case VariableDeclarationFragment variable -> names.add(variable.getName().getIdentifier());
      case Assignment assignment when assignment.getLeftHandSide() instanceof SimpleName variable ->
          names.add(variable.getIdentifier());
      default -> {
        // Nothing there has a name.
      }
    }
    for (ArrayAccess access : Nodes.all(place, ArrayAccess.class)) {
      if (access.getIndex() instanceof SimpleName index) {
        names.add(camelCase(index.getIdentifier()));
      }
    }
    names.removeIf(name -> name.length() < 2);
    return names;
  }

  private static void parameter(
      Set<String> names, @Nullable IMethodBinding method, List<?> arguments, Expression place) {
    int index = arguments.indexOf(place);
    if (method != null && index >= 0) {
      String[] parameters = method.getMethodDeclaration().getParameterNames();
      if (parameters != null && index < parameters.length) {
        names.add(parameters[index]);
      }
    }
  }

  private static String camelCase(String constant) {
    if (!constant.equals(constant.toUpperCase(Locale.ROOT))) {
      return constant;
    }
    StringBuilder camel = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
      boolean first = camel.isEmpty() || word.isEmpty();
      camel.append(
          first ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }
}
