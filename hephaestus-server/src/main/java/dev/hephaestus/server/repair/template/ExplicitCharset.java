package dev.hephaestus.server.repair.template;

import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;

/**
 * Says in which encoding bytes are text, instead of leaving it to the machine's settings, where the
 * message shows letters that were read in the wrong one.
 *
 * <p><i>Source:</i> Error Prone's {@code DefaultCharset}; FindBugs' {@code DM_DEFAULT_ENCODING}.
 */
final class ExplicitCharset implements Operator {
  private static final String TYPE = "java.nio.charset.StandardCharsets";
  private static final Set<String> FAULTS =
      Set.of("MalformedInputException", "UnmappableCharacterException", "CharConversionException");
  private static final Set<String> CREATED =
      Set.of("InputStreamReader", "OutputStreamWriter", "FileReader", "FileWriter", "Scanner");
  private static final int SINCE = 7;
  private static final int FILES_SINCE = 11;

  @Override
  public String name() {
    return "explicit-charset";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (scene.javaLevel() < SINCE || !isLikely(scene.fault())) {
      return;
    }
    for (MethodInvocation call : Nodes.all(scene.site().body(), MethodInvocation.class)) {
      if (call.getName().getIdentifier().equals("getBytes")
          && call.arguments().isEmpty()
          && call.getExpression() != null
          && isNamed(call.getExpression(), "String")) {
        add(scene, sketches, call, "StandardCharsets.UTF_8");
      }
    }
    for (ClassInstanceCreation made : Nodes.all(scene.site().body(), ClassInstanceCreation.class)) {
      String type = made.getType().toString();
      boolean bytes =
          type.equals("String")
              && made.arguments().size() == 1
              && isNamed((Expression) made.arguments().get(0), "byte[]");
      boolean reader =
          CREATED.contains(type)
              && made.arguments().size() == 1
              && (!type.startsWith("File") || scene.javaLevel() >= FILES_SINCE);
      if (bytes || reader) {
        add(scene, sketches, made, ", StandardCharsets.UTF_8");
      }
    }
  }

  /** A letter that stands for bytes that are none, or UTF-8 read one byte at a time. */
  private static boolean isLikely(Fault fault) {
    return FAULTS.contains(fault.type())
        || fault.message().contains("\ufffd")
        || fault.message().contains("\u00c3")
        || fault.message().contains("\u00ef\u00bb\u00bf");
  }

  private static boolean isNamed(Expression expression, String type) {
    ITypeBinding binding = expression.resolveTypeBinding();
    return binding != null && binding.getName().equals(type);
  }

  private void add(Scene scene, Sketches sketches, ASTNode call, String text) {
    sketches.add(
        this,
        scene,
        0.9,
        "In "
            + scene.site().symbol()
            + " `"
            + NullHazards.oneLine(scene.file().source(call))
            + "` depends on the encoding that the machine is set to.",
        new Rewrite(scene.file())
            .replace(call.getStartPosition() + call.getLength() - 1, 0, text)
            .importing(TYPE));
  }
}
