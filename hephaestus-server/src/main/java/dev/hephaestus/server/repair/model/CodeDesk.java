package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.repair.patch.PathResolver;
import dev.hephaestus.server.repository.Language;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shows code of a snapshot to who asks, bounded, and never what may hold a secret. */
final class CodeDesk {
  private static final int MOST_LINES = 240;
  private static final int LONGEST_LINE = 300;
  private static final int LONGEST_ANSWER = 12_000;
  private static final int MOST_HITS = 25;
  private static final int MOST_METHODS = 4;
  private static final int LARGEST_FILE = 1 << 20;
  private static final long MOST_SEARCHED = 32L << 20;
  private static final Pattern NOT_SHOWN =
      Pattern.compile(
          "(?i)(?:.*/)?\\.[^/]+(?:/.*)?|.*\\.(?:pem|key|p12|pfx|jks|keystore|kdbx|env|crt|der)"
              + "|(?:.*/)?(?:credentials|secrets?|id_rsa|id_ed25519)(?:\\.[^/]*)?");

  private final Snapshot snapshot;

  CodeDesk(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  String answer(LookRequest request) {
    String answer =
        switch (request.verb()) {
          case READ -> read(request);
          case FIND -> find(request.what());
          case METHOD -> method(request.what());
        };
    return Clip.to(answer, LONGEST_ANSWER);
  }

  private String read(LookRequest request) {
    PathResolver.Resolved resolved = PathResolver.resolve(snapshot, request.what());
    if (!resolved.candidates().isEmpty()) {
      return "(several files: " + String.join(", ", resolved.candidates()) + ")";
    }
    Optional<SourceFile> file = snapshot.file(resolved.path()).filter(CodeDesk::isShown);
    return file.isEmpty()
        ? "(no such file can be shown)"
        : lines(file.get().path(), Math.max(1, request.from()), request.to());
  }

  private static boolean isShown(SourceFile file) {
    return file.size() <= LARGEST_FILE && !NOT_SHOWN.matcher(file.path()).matches();
  }

  private String lines(String path, int from, int to) {
    String text = snapshot.text(path);
    if (text.indexOf('\0') >= 0) {
      return "(no text)";
    }
    List<String> lines = text.lines().toList();
    int first = Math.min(from, Math.max(1, lines.size()));
    int wanted = to < first ? first + MOST_LINES - 1 : to;
    int last = Math.min(lines.size(), Math.min(wanted, first + MOST_LINES - 1));
    StringBuilder shown = new StringBuilder();
    shown.append("FILE: ").append(path).append(" (lines ").append(first).append('-').append(last);
    shown.append(" of ").append(lines.size()).append(")\n");
    lines
        .subList(Math.min(first - 1, last), last)
        .forEach(line -> shown.append(Clip.to(line, LONGEST_LINE)).append('\n'));
    return shown.toString();
  }

  private String find(String text) {
    List<String> hits = new ArrayList<>();
    long searched = 0;
    for (SourceFile file : snapshot.files()) {
      boolean readable = file.language() != Language.OTHER && isShown(file);
      if (readable && searched < MOST_SEARCHED && hits.size() < MOST_HITS) {
        searched += file.size();
        hits(file.path(), text, hits);
      }
    }
    return hits.isEmpty() ? "(found nowhere)" : String.join("\n", hits);
  }

  private void hits(String path, String text, List<String> hits) {
    String content = snapshot.text(path);
    if (!content.contains(text)) {
      return;
    }
    List<String> lines = content.lines().toList();
    for (int at = 0; at < lines.size() && hits.size() < MOST_HITS; at++) {
      if (lines.get(at).contains(text)) {
        hits.add(path + ":" + (at + 1) + ": " + Clip.to(lines.get(at).strip(), LONGEST_LINE));
      }
    }
  }

  private String method(String symbol) {
    String plain = symbol.replace('#', '.').replaceFirst("\\(.*", "");
    int dot = plain.lastIndexOf('.');
    if (dot <= 0) {
      return "(write METHOD ClassName.methodName)";
    }
    String type = plain.substring(0, dot);
    PathResolver.Resolved resolved = PathResolver.resolve(snapshot, type);
    List<String> files =
        resolved.candidates().isEmpty() ? List.of(resolved.path()) : resolved.candidates();
    String name = plain.substring(dot + 1);
    String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    List<MethodDeclaration> methods =
        files.stream()
            .filter(path -> snapshot.file(path).filter(CodeDesk::isShown).isPresent())
            .flatMap(path -> snapshot.symbols(path).stream())
            .flatMap(symbols -> symbols.types().stream())
            .filter(declared -> declared.simpleName().equals(simple))
            .flatMap(declared -> declared.methods().stream())
            .filter(
                method ->
                    method.name().equals(name)
                        || (name.equals(simple) && method.name().equals("<init>")))
            .limit(MOST_METHODS)
            .toList();
    StringBuilder shown = new StringBuilder();
    methods.forEach(
        method ->
            shown.append(lines(method.path(), method.lines().first(), method.lines().last())));
    return shown.isEmpty() ? "(no such method; READ its file or FIND its name)" : shown.toString();
  }
}
