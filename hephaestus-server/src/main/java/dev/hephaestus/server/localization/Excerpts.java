package dev.hephaestus.server.localization;

import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.FieldDeclaration;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts parts out of a snapshot's files. */
final class Excerpts {

  private record Piece(int line, String text) {}

  private final Snapshot snapshot;
  private final Map<String, List<String>> lines = new HashMap<>();

  Excerpts(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  Part method(MethodDeclaration method, Kind kind) {
    return new Part(method.path(), method.lines(), kind, text(method.path(), method.lines()));
  }

  /** Fields as they stand, and the first line of each method. */
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
    return end < 0 ? text : text.substring(0, end).stripTrailing() + " …";
  }

  private String text(String path, LineRange range) {
    List<String> all = lines.computeIfAbsent(path, each -> snapshot.text(each).lines().toList());
    int last = Math.min(range.last(), all.size());
    int first = Math.min(range.first(), last + 1);
    return String.join("\n", all.subList(first - 1, last)) + "\n";
  }
}
