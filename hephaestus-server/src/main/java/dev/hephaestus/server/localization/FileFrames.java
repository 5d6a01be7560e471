package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.localization.Candidate.Fit;
import dev.hephaestus.server.repository.FieldDeclaration;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.SourceSymbols;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds methods of frames whose file says more than their class: all languages but Java.
 *
 * <p>Inside of the file the line decides together with the name; the innermost method around the
 * line, where the name says nothing. A path that only seems to be the frame's has to be confirmed
 * by both, and by no other file.
 */
final class FileFrames {

  private static final int NO_LINE = 0;

  /** Farther than any line, so that a method of another class comes last. */
  private static final int OTHER_CLASS = 1_000_000;

  private final Snapshot snapshot;
  private final SourcePaths paths;

  FileFrames(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.paths = new SourcePaths(snapshot);
  }

  /** The method at a frame's path and line. */
  Optional<MethodDeclaration> atPath(Frame frame) {
    List<Candidate> certain = new ArrayList<>();
    List<Candidate> likely = new ArrayList<>();
    Set<String> names = WrittenNames.of(frame);
    for (SourcePaths.Match match : paths.matches(frame)) {
      int line = match.sameText() ? frame.line() : NO_LINE;
      Optional<Candidate> best = inFile(match.path(), frame, names, line);
      if (match.certain()) {
        best.ifPresent(certain::add);
      } else {
        Fit least = match.sameText() ? Fit.NAME_AND_LINE : Fit.NAME_ONLY;
        best.filter(each -> each.fit().compareTo(least) >= 0).ifPresent(likely::add);
      }
    }
    return Candidate.best(certain)
        .or(() -> likely.size() == 1 ? Optional.of(likely.get(0)) : Optional.empty())
        .map(Candidate::method);
  }

  /** The method in a source of the frame's file name, in the package of the frame's class. */
  Optional<MethodDeclaration> inPackage(Frame frame) {
    String className = frame.className();
    int dot = className.lastIndexOf('.');
    String packageName = dot < 0 ? "" : className.substring(0, dot);
    Set<String> names = WrittenNames.of(frame);
    List<Candidate> candidates = new ArrayList<>();
    for (String path : paths.named(frame.file())) {
      Optional<SourceSymbols> source = snapshot.symbols(path);
      if (source.isPresent() && source.get().packageName().equals(packageName)) {
        inFile(path, frame, names, frame.line()).ifPresent(candidates::add);
      }
    }
    return Candidate.best(candidates).map(Candidate::method);
  }

  private Optional<Candidate> inFile(String path, Frame frame, Set<String> names, int line) {
    boolean test = snapshot.file(path).map(SourceFile::test).orElse(false);
    String simple = WrittenNames.simpleClass(frame.className());
    List<Candidate> candidates = new ArrayList<>();
    List<TypeDeclaration> types =
        snapshot.symbols(path).map(SourceSymbols::types).orElse(List.of());
    for (TypeDeclaration type : types) {
      boolean sameClass = isClass(type, simple);
      for (MethodDeclaration method : type.methods()) {
        candidate(method, names, sameClass, line, test).ifPresent(candidates::add);
      }
    }
    // Fields that a constructor declares by assigning them are lines of that constructor.
    if (candidates.stream().noneMatch(each -> each.method().lines().contains(Math.max(line, 1)))) {
      types.forEach(type -> fields(type, names, isClass(type, simple), line, test, candidates));
    }
    return Candidate.best(candidates);
  }

  private static boolean isClass(TypeDeclaration type, String simpleName) {
    return WrittenNames.simpleClass(type.binaryName()).equals(simpleName);
  }

  private static Optional<Candidate> candidate(
      MethodDeclaration method, Set<String> names, boolean sameClass, int line, boolean test) {
    boolean inside = line > 0 && method.lines().contains(line);
    boolean named = names.contains(WrittenNames.canonical(method.name()));
    if (named && inside) {
      Fit fit = sameClass ? Fit.CLASS_NAME_AND_LINE : Fit.NAME_AND_LINE;
      return Optional.of(new Candidate(method, fit, test, 0));
    }
    if (named) {
      int distance = Candidate.distance(method, line) + (sameClass ? 0 : OTHER_CLASS);
      return Optional.of(new Candidate(method, Fit.NAME_ONLY, test, distance));
    }
    return inside ? Optional.of(new Candidate(method, Fit.LINE_ONLY, test, 0)) : Optional.empty();
  }

  private static void fields(
      TypeDeclaration type,
      Set<String> names,
      boolean sameClass,
      int line,
      boolean test,
      List<Candidate> candidates) {
    for (String name : List.of("<init>", "<clinit>")) {
      if (names.contains(name)) {
        for (FieldDeclaration field : type.fields()) {
          if (field.lines().contains(line)) {
            Fit fit = sameClass ? Fit.CLASS_NAME_AND_LINE : Fit.NAME_AND_LINE;
            MethodDeclaration method = Candidate.initializer(type, field, name);
            candidates.add(new Candidate(method, fit, test, 0));
          }
        }
      }
    }
  }
}
