package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Statement;

/**
 * A change of one file as minimal text edits, so that everything else stays as it was written.
 *
 * <p><i>Shape:</i> lines given to it are indented by leading tabs, one a step, and get the file's
 * own indentation and line ending.
 */
final class Rewrite {

  private record Edit(int offset, int length, String text) {}

  private final ParsedFile file;
  private final List<Edit> edits = new ArrayList<>();
  private final Set<String> imports = new LinkedHashSet<>();

  Rewrite(ParsedFile file) {
    this.file = file;
  }

  /** Puts a text in a node's place. */
  Rewrite replace(ASTNode node, String text) {
    return replace(node.getStartPosition(), node.getLength(), text);
  }

  Rewrite replace(int offset, int length, String text) {
    edits.add(new Edit(offset, length, text));
    return this;
  }

  /** Puts lines before a statement, in a block of their own with it where it stands alone. */
  Rewrite before(Statement statement, String... lines) {
    if (Nodes.standsInList(statement)) {
      String indent = file.indentAt(statement.getStartPosition());
      String text = text(List.of(lines), indent);
      return replace(
          statement.getStartPosition(),
          0,
          text.substring(indent.length()) + file.newline() + indent);
    }
    return blockInsteadOf(statement, List.of(lines), file.source(statement), List.of());
  }

  /** Puts lines after a statement of a list. */
  Rewrite after(Statement statement, String... lines) {
    int end = statement.getStartPosition() + statement.getLength();
    String indent = file.indentAt(statement.getStartPosition());
    return replace(end, 0, file.newline() + text(List.of(lines), indent));
  }

  /** Makes statements of a list that follow each other depend on a condition. */
  Rewrite wrap(Statement first, Statement last, String condition) {
    int start = first.getStartPosition();
    int end = last.getStartPosition() + last.getLength();
    String indent = file.indentAt(start);
    String text =
        "if ("
            + condition
            + ") {"
            + file.newline()
            + indent
            + file.indentStep()
            + deeper(file.text().substring(start, end))
            + file.newline()
            + indent
            + "}";
    return replace(start, end - start, text);
  }

  /**
   * Opens a block with a head in the place of a statement, around what follows it.
   *
   * @param offset of the statement that becomes the head
   * @param length of it
   * @param end behind the last statement of the block
   */
  Rewrite enclose(int offset, int length, int end, String head) {
    String indent = file.indentAt(offset);
    String rest = deeper(file.text().substring(offset + length, end));
    return replace(offset, end - offset, head + rest + file.newline() + indent + "}");
  }

  /** Makes a statement depend on a condition. */
  Rewrite wrap(Statement statement, String condition) {
    if (Nodes.standsInList(statement)) {
      return wrap(statement, statement, condition);
    }
    return blockInsteadOf(
        statement,
        List.of("if (" + condition + ") {"),
        "\t" + deeper(file.source(statement)),
        List.of("}"));
  }

  private String deeper(String source) {
    return source.replaceAll("\n(?!\r?\n)", "\n" + file.indentStep());
  }

  /** A block in place of a statement without braces, opened on the line that owns it. */
  private Rewrite blockInsteadOf(
      Statement statement, List<String> before, String source, List<String> after) {
    String indent = file.indentAt(statement.getParent().getStartPosition());
    int start = statement.getStartPosition();
    while (start > 0 && Character.isWhitespace(file.text().charAt(start - 1))) {
      start--;
    }
    int end = statement.getStartPosition() + statement.getLength();
    String inner = indent + file.indentStep();
    StringBuilder block = new StringBuilder(" {").append(file.newline());
    block.append(text(before, inner)).append(file.newline());
    block.append(inner).append(source.replace("\t", file.indentStep())).append(file.newline());
    if (!after.isEmpty()) {
      block.append(text(after, inner)).append(file.newline());
    }
    return replace(start, end - start, block.append(indent).append('}').toString());
  }

  private String text(List<String> lines, String indent) {
    return lines.stream()
        .map(line -> indent + line.replace("\t", file.indentStep()))
        .collect(Collectors.joining(file.newline()));
  }

  /** Sees to it that a type can be named simply. */
  Rewrite importing(String qualifiedName) {
    imports.add(qualifiedName);
    return this;
  }

  /**
   * The same change also at the statements that are written exactly like the one that it changes;
   * empty where there are none.
   */
  Optional<Rewrite> everywhere() {
    if (edits.isEmpty()) {
      return Optional.empty();
    }
    int start = edits.stream().mapToInt(Edit::offset).min().orElseThrow();
    int end = edits.stream().mapToInt(edit -> edit.offset() + edit.length()).max().orElseThrow();
    List<Integer> shifts =
        Siblings.shifts(file, start, end, edits.stream().map(Edit::text).toList());
    if (shifts.isEmpty()) {
      return Optional.empty();
    }
    Rewrite all = new Rewrite(file);
    all.edits.addAll(edits);
    all.imports.addAll(imports);
    for (int shift : shifts) {
      edits.forEach(edit -> all.replace(edit.offset() + shift, edit.length(), edit.text()));
    }
    return Optional.of(all);
  }

  /** The whole new text. */
  String apply() {
    List<Edit> all = new ArrayList<>(edits);
    for (String wanted : imports) {
      Imports.edit(file, wanted).ifPresent(at -> all.add(new Edit(at.offset(), 0, at.text())));
    }
    all.sort(Comparator.comparingInt(Edit::offset).reversed());
    StringBuilder text = new StringBuilder(file.text());
    for (Edit edit : all) {
      text.replace(edit.offset(), edit.offset() + edit.length(), edit.text());
    }
    return text.toString();
  }
}
