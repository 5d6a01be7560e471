package dev.hephaestus.server.localization;

import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.FieldDeclaration;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Cuts parts out of a snapshot's files. */
final class Excerpts {

  private static final int LINES_OF_A_HEAD = 6;
  private static final int LINES_AROUND = 8;

  /** The longest line that is shown; what is longer was not written by hand. */
  private static final int LONGEST_LINE = 400;

  private record Piece(int line, String text) {}

  private final Snapshot snapshot;
  private final Map<String, List<String>> lines = new HashMap<>();

  Excerpts(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  Part method(MethodDeclaration method, Kind kind) {
    return new Part(method.path(), method.lines(), kind, text(method.path(), method.lines()));
  }

  /** The head of a method, the lines around those that are marked, and its last line. */
  Part window(MethodDeclaration method, Collection<Integer> marked, Kind kind) {
    LineRange range = method.lines();
    NavigableSet<Integer> shown = new TreeSet<>(head(method));
    shown.add(range.last());
    for (int line : marked) {
      int first = Math.max(range.first(), line - LINES_AROUND);
      for (int i = first; i <= Math.min(range.last(), line + LINES_AROUND); i++) {
        shown.add(i);
      }
    }
    StringBuilder text = new StringBuilder();
    int expected = range.first();
    for (int line : shown) {
      // Leaving one line out takes as much as showing it.
      if (line == expected + 1) {
        text.append(text(method.path(), new LineRange(expected, expected)));
      } else if (line > expected) {
        text.append("    … ").append(line - expected).append(" lines left out\n");
      }
      text.append(text(method.path(), new LineRange(line, line)));
      expected = line + 1;
    }
    return new Part(method.path(), range, kind, text.toString());
  }

  /** From the modifiers to the brace that opens the body. */
  private List<Integer> head(MethodDeclaration method) {
    List<Integer> head = new ArrayList<>();
    LineRange range = method.lines();
    int last = Math.min(range.last(), range.first() + LINES_OF_A_HEAD - 1);
    for (int line = range.first(); line <= last; line++) {
      head.add(line);
      if (text(method.path(), new LineRange(line, line)).stripTrailing().endsWith("{")) {
        break;
      }
    }
    return head;
  }

  /** Those fields of a type that have one of the names; none when it has no such field. */
  Optional<Part> fields(TypeDeclaration type, Set<String> names) {
    List<FieldDeclaration> fields =
        type.fields().stream().filter(field -> names.contains(field.name())).toList();
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(head(type)).append('\n');
    String before = "";
    for (FieldDeclaration field : fields) {
      String line = firstLine(type.path(), field.lines());
      text.append(line.equals(before) ? "" : "  " + line + "\n");
      before = line;
    }
    LineRange lines =
        new LineRange(
            fields.stream().mapToInt(field -> field.lines().first()).min().orElseThrow(),
            fields.stream().mapToInt(field -> field.lines().last()).max().orElseThrow());
    return Optional.of(new Part(type.path(), lines, Kind.FIELDS, text.append("}\n").toString()));
  }

  /** Where a method is declared, and how. */
  Part declaration(MethodDeclaration method) {
    String text = "in " + method.typeName() + "\n  " + signature(method) + "\n";
    return new Part(method.path(), method.lines(), Kind.DECLARATION, text);
  }

  /** Fields as they stand, and the signature of each method. */
  Part skeleton(TypeDeclaration type) {
    List<Piece> pieces = new ArrayList<>();
    for (FieldDeclaration field : type.fields()) {
      pieces.add(new Piece(field.lines().first(), firstLine(type.path(), field.lines())));
    }
    for (MethodDeclaration method : type.methods()) {
      pieces.add(new Piece(method.lines().first(), signature(method)));
    }
    pieces.sort(Comparator.comparingInt(Piece::line));
    StringBuilder text = new StringBuilder(head(type)).append('\n');
    String before = "";
    for (Piece piece : pieces) {
      if (!piece.text().equals(before)) {
        text.append("  ").append(piece.text()).append('\n');
      }
      before = piece.text();
    }
    return new Part(type.path(), type.lines(), Kind.SKELETON, text.append("}\n").toString());
  }

  private static String head(TypeDeclaration type) {
    String above = type.supertypes().isEmpty() ? "" : " : " + String.join(", ", type.supertypes());
    return type.kind().name().toLowerCase(java.util.Locale.ROOT)
        + " "
        + type.binaryName()
        + above
        + " {";
  }

  private static String signature(MethodDeclaration method) {
    if (method.name().startsWith("<") && method.parameters().isEmpty()) {
      return method.name().equals("<clinit>") ? "static { … }" : "{ … }";
    }
    List<String> parameters =
        method.parameters().stream().map(each -> each.type() + " " + each.name()).toList();
    String returns = method.returnType().isEmpty() ? "" : method.returnType() + " ";
    List<String> words = method.modifiers().stream().filter(word -> !word.startsWith("@")).toList();
    String modifiers = words.isEmpty() ? "" : String.join(" ", words) + " ";
    return modifiers + returns + method.name() + "(" + String.join(", ", parameters) + ");";
  }

  private String firstLine(String path, LineRange range) {
    String text = text(path, range).strip();
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end).stripTrailing() + " …";
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " …" : line;
  }

  private String text(String path, LineRange range) {
    List<String> all = lines.computeIfAbsent(path, each -> snapshot.text(each).lines().toList());
    int last = Math.min(range.last(), all.size());
    int first = Math.min(range.first(), last + 1);
    return String.join("\n", all.subList(first - 1, last)) + "\n";
  }
}
