package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the methods of one commit in another: by class, name and parameters; where those changed,
 * by what is most alike.
 */
final class Counterparts {

  /** Two methods below this have less in common than not. */
  private static final double ALIKE = 0.5;

  private static final int MOST_NEW_FILES = 300;
  private static final long LARGEST_NEW_FILE = 200_000;

  private final Snapshot from;
  private final Snapshot to;
  private final Map<MethodDeclaration, Optional<MethodDeclaration>> found = new HashMap<>();
  private final Map<String, Optional<String>> movedFiles = new HashMap<>();

  Counterparts(Snapshot from, Snapshot to) {
    this.from = from;
    this.to = to;
  }

  /** The same method in the other commit; empty when it is gone. */
  Optional<MethodDeclaration> of(MethodDeclaration method) {
    return found.computeIfAbsent(method, this::search);
  }

  private Optional<MethodDeclaration> search(MethodDeclaration method) {
    List<TypeDeclaration> types = types(method);
    List<MethodDeclaration> methods =
        types.stream().flatMap(type -> type.methods().stream()).toList();
    return methods.stream()
        .filter(other -> sameSignature(method, other))
        .min(
            Comparator.comparing((MethodDeclaration other) -> !other.path().equals(method.path()))
                .thenComparingDouble(other -> -similarity(method, other)))
        .or(() -> mostAlike(method, methods.stream().filter(o -> sameName(method, o)).toList(), 0))
        .or(() -> renamed(method, methods));
  }

  /** The class of the method, or where its file went. */
  private List<TypeDeclaration> types(MethodDeclaration method) {
    List<TypeDeclaration> types = to.types(method.typeName());
    if (!types.isEmpty()) {
      return types;
    }
    return movedFiles
        .computeIfAbsent(method.path(), this::whereItWent)
        .flatMap(to::symbols)
        .map(source -> source.types())
        .orElse(List.of())
        .stream()
        .filter(type -> nesting(type.binaryName()) == nesting(method.typeName()))
        .toList();
  }

  private static long nesting(String binaryName) {
    return binaryName.chars().filter(c -> c == '$').count();
  }

  private Optional<String> whereItWent(String path) {
    if (to.file(path).isPresent()) {
      return Optional.of(path);
    }
    List<String> text = lines(from, path);
    String best = "";
    double similarity = ALIKE;
    for (SourceFile file : newFiles(path)) {
      double each = TextSimilarity.ofLines(text, lines(to, file.path()));
      if (each > similarity) {
        best = file.path();
        similarity = each;
      }
    }
    return Optional.of(best).filter(other -> !other.isEmpty());
  }

  /** Those of the same name first. */
  private List<SourceFile> newFiles(String path) {
    Optional<SourceFile> old = from.file(path);
    String name = path.substring(path.lastIndexOf('/') + 1);
    return to.files().stream()
        .filter(file -> old.isPresent() && file.language() == old.get().language())
        .filter(file -> file.size() <= LARGEST_NEW_FILE && from.file(file.path()).isEmpty())
        .sorted(Comparator.comparing(file -> !file.path().endsWith("/" + name)))
        .limit(MOST_NEW_FILES)
        .toList();
  }

  private Optional<MethodDeclaration> renamed(
      MethodDeclaration method, List<MethodDeclaration> candidates) {
    Set<String> before =
        from.symbols(method.path()).stream()
            .flatMap(source -> source.types().stream())
            .flatMap(type -> type.methods().stream())
            .map(Counterparts::signature)
            .collect(Collectors.toSet());
    List<MethodDeclaration> fresh =
        candidates.stream().filter(other -> !before.contains(signature(other))).toList();
    boolean empty = body(from, method).stream().allMatch(line -> line.strip().length() <= 1);
    return empty ? Optional.empty() : mostAlike(method, fresh, ALIKE);
  }

  private Optional<MethodDeclaration> mostAlike(
      MethodDeclaration method, List<MethodDeclaration> candidates, double least) {
    return candidates.stream()
        .map(other -> Map.entry(other, similarity(method, other)))
        .filter(entry -> entry.getValue() >= least)
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  private double similarity(MethodDeclaration method, MethodDeclaration other) {
    return TextSimilarity.ofLines(body(from, method), body(to, other));
  }

  /** Without the first line, which names it. */
  private static List<String> body(Snapshot snapshot, MethodDeclaration method) {
    List<String> lines = MethodText.lines(snapshot, method);
    return lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
  }

  private static List<String> lines(Snapshot snapshot, String path) {
    return snapshot.text(path).lines().toList();
  }

  private static boolean sameSignature(MethodDeclaration one, MethodDeclaration other) {
    return sameName(one, other) && parameters(one).equals(parameters(other));
  }

  private static boolean sameName(MethodDeclaration one, MethodDeclaration other) {
    return one.name().equals(other.name());
  }

  private static String signature(MethodDeclaration method) {
    return simpleType(method) + "." + method.name() + parameters(method);
  }

  private static String simpleType(MethodDeclaration method) {
    return method.typeName().substring(method.typeName().lastIndexOf('.') + 1);
  }

  private static List<String> parameters(MethodDeclaration method) {
    List<String> types = new ArrayList<>();
    method.parameters().forEach(each -> types.add(each.type().replaceAll("\\s|final\\b", "")));
    return types;
  }
}
