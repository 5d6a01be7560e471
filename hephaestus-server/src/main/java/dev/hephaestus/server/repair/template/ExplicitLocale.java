package dev.hephaestus.server.repair.template;

import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;

/**
 * Says in which language a text is changed, formatted or parsed that a program reads again, instead
 * of leaving it to the machine's settings: {@code toUpperCase(Locale.ROOT)}.
 *
 * <p><i>Source:</i> Error Prone's {@code StringCaseLocaleUsage} and the forbidden-apis signatures
 * for unsafe JDK calls; the Javadoc of {@code String.toUpperCase()}.
 */
final class ExplicitLocale implements Operator {
  private static final Pattern FOREIGN_NUMBER =
      Pattern.compile("\"[^\"]*\\d[,\u066b\u00a0]\\d[^\"]*\"");
  private static final Pattern FOREIGN_LETTER = Pattern.compile("[^\\p{ASCII}]");
  private static final Set<String> FAULTS =
      Set.of(
          "IllegalArgumentException",
          "NumberFormatException",
          "DateTimeParseException",
          "ParseException",
          "InputMismatchException");
  private static final Set<String> LAST =
      Set.of(
          "String.toUpperCase",
          "String.toLowerCase",
          "DateTimeFormatter.ofPattern",
          "NumberFormat.getInstance",
          "NumberFormat.getNumberInstance",
          "NumberFormat.getIntegerInstance");
  private static final double SURE = 0.97;
  private static final double UNSURE = 0.2;

  @Override
  public String name() {
    return "explicit-locale";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!FAULTS.contains(scene.fault().type()) || Imports.clash(scene.file(), "java.util.Locale")) {
      return;
    }
    String message = scene.fault().message();
    boolean foreign =
        FOREIGN_NUMBER.matcher(message).find() || FOREIGN_LETTER.matcher(message).find();
    double score = foreign ? SURE : UNSURE;
    for (MethodInvocation call : Nodes.all(scene.site().body(), MethodInvocation.class)) {
      String name = owner(call) + "." + call.getName().getIdentifier();
      if (name.equals("String.format") && !isLocale((Expression) call.arguments().get(0))) {
        Expression first = (Expression) call.arguments().get(0);
        add(scene, sketches, call, score, "Locale.ROOT, ", first.getStartPosition());
      } else if (LAST.contains(name)
          && call.arguments().size() == (name.endsWith("ofPattern") ? 1 : 0)) {
        String before = call.arguments().isEmpty() ? "" : ", ";
        int end = call.getStartPosition() + call.getLength() - 1;
        add(scene, sketches, call, score, before + "Locale.ROOT", end);
      }
    }
    for (ClassInstanceCreation made : Nodes.all(scene.site().body(), ClassInstanceCreation.class)) {
      if (made.getType().toString().equals("SimpleDateFormat") && made.arguments().size() == 1) {
        int end = made.getStartPosition() + made.getLength() - 1;
        add(scene, sketches, made, score, ", Locale.ROOT", end);
      }
    }
  }

  private void add(
      Scene scene, Sketches sketches, ASTNode call, double score, String text, int offset) {
    boolean here = scene.site().line() <= 0 || scene.file().firstLine(call) == scene.site().line();
    sketches.add(
        this,
        scene,
        here ? score : score * 0.9,
        "In "
            + scene.site().symbol()
            + " `"
            + NullHazards.oneLine(scene.file().source(call))
            + "` depends on the language that the machine is set to.",
        new Rewrite(scene.file()).replace(offset, 0, text).importing("java.util.Locale"));
  }

  private static String owner(MethodInvocation call) {
    ITypeBinding type =
        call.getExpression() == null ? null : call.getExpression().resolveTypeBinding();
    return type == null ? "" : type.getName();
  }

  private static boolean isLocale(Expression argument) {
    ITypeBinding type = argument.resolveTypeBinding();
    return type != null && type.getName().equals("Locale");
  }
}
