package dev.hephaestus.server.validation.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Writes a hit as a test class in the project's own JUnit. */
final class TestSource {
  private final JUnitStyle style;
  private final String exception;
  private final String faultPlace;

  /**
   * Tests for one fault.
   *
   * @param exception the simple name of the logged exception
   * @param faultPlace where it surfaced: {@code Cart.total}
   */
  TestSource(JUnitStyle style, String exception, String faultPlace) {
    this.style = style;
    this.exception = exception;
    this.faultPlace = faultPlace;
  }

  /** The test method's name. */
  String methodName(Hit hit) {
    String subject = hit.method().equals("<init>") ? "creation" : hit.method();
    String plain = subject + "DoesNotThrow" + exception;
    return style == JUnitStyle.JUNIT3
        ? "test" + plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1)
        : plain;
  }

  /** The whole class. */
  String write(Hit hit, String className) {
    StringBuilder source = new StringBuilder();
    if (!hit.packageName().isEmpty()) {
      source.append("package ").append(hit.packageName()).append(";\n\n");
    }
    TreeSet<String> imports = new TreeSet<>(hit.imports());
    imports.add(
        switch (style) {
          case JUPITER -> "org.junit.jupiter.api.Test";
          case JUNIT4 -> "org.junit.Test";
          case JUNIT3 -> "junit.framework.TestCase";
        });
    imports.forEach(name -> source.append("import ").append(name).append(";\n"));
    source.append("\n/** A logged ").append(exception).append(" in ").append(faultPlace);
    source.append(", reduced to the call that causes it. */\n");
    source.append(style == JUnitStyle.JUPITER ? "class " : "public class ").append(className);
    source.append(style == JUnitStyle.JUNIT3 ? " extends TestCase {\n\n" : " {\n\n");
    if (style != JUnitStyle.JUNIT3) {
      source.append("    @Test\n");
    }
    source.append("    ").append(style == JUnitStyle.JUPITER ? "void " : "public void ");
    source.append(methodName(hit)).append("() throws Exception {\n");
    body(hit).forEach(line -> source.append("        ").append(line).append('\n'));
    return source.append("    }\n}\n").toString();
  }

  private static List<String> body(Hit hit) {
    List<String> lines = new ArrayList<>();
    hit.statements().forEach(statement -> lines.addAll(statement.lines().toList()));
    if (hit.allowed().isEmpty()) {
      lines.addAll(hit.call().lines().toList());
      return lines;
    }
    lines.add("try {");
    hit.call().lines().forEach(line -> lines.add("    " + line));
    lines.add("} catch (" + String.join(" | ", hit.allowed()) + " refused) {");
    lines.add("    // The method declares that it may refuse; what was logged is something else.");
    lines.add("}");
    return lines;
  }
}
