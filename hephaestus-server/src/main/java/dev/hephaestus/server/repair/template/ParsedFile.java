package dev.hephaestus.server.repair.template;

import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.CompilationUnit;

/**
 * A source file with its syntax tree.
 *
 * @param path relative to the repository's root
 * @param text exactly as in the snapshot
 * @param unit the tree, whose offsets are those of the text
 */
record ParsedFile(String path, String text, CompilationUnit unit) {

  String source(ASTNode node) {
    return text.substring(node.getStartPosition(), node.getStartPosition() + node.getLength());
  }

  int firstLine(ASTNode node) {
    return unit.getLineNumber(node.getStartPosition());
  }

  int lastLine(ASTNode node) {
    return unit.getLineNumber(node.getStartPosition() + Math.max(0, node.getLength() - 1));
  }

  /** The line ending that the file uses. */
  String newline() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** The white space before the first character of the line that an offset is on. */
  String indentAt(int offset) {
    int start = text.lastIndexOf('\n', offset - 1) + 1;
    int end = start;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(start, end);
  }

  /** One step of indentation, as the file's first indented declarations show it. */
  String indentStep() {
    for (String line : text.split("\n", 2_000)) {
      if (line.startsWith("\t")) {
        return "\t";
      }
      int spaces = 0;
      while (spaces < line.length() && line.charAt(spaces) == ' ') {
        spaces++;
      }
      if (spaces >= 2 && spaces < line.length() && line.charAt(spaces) != '*') {
        return " ".repeat(Math.min(spaces, 8));
      }
    }
    return "    ";
  }
}
