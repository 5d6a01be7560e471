package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.SourceSymbols;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the method that a frame was running.
 *
 * <p>The line decides, then the name; where several files declare the class, the one whose lines
 * fit. A line outside of every method of that name means that the revision is not quite the one
 * that ran, and the nearest method of that name is taken.
 */
final class FrameResolver {

  /** How well a method fits a frame; the order of the constants is from worst to best. */
  private enum Fit {
    LINE_ONLY,
    NAME_ONLY,
    NAME_AND_LINE,
    CLASS_NAME_AND_LINE
  }

  private record Candidate(MethodDeclaration method, Fit fit, boolean test, int distance) {}

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing(Candidate::fit, Comparator.reverseOrder())
          .thenComparing(Candidate::test)
          .thenComparingInt(Candidate::distance)
          .thenComparingInt(candidate -> candidate.method().lines().length())
          .thenComparing(candidate -> candidate.method().path());

  private final Snapshot snapshot;

  FrameResolver(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  Optional<MethodDeclaration> resolve(Frame frame) {
    String className = FrameNames.writtenClass(frame.className());
    String name = FrameNames.writtenMethod(frame.method());
    boolean generated = !className.equals(frame.className());
    int line = generated ? 0 : frame.line();
    List<Candidate> candidates = new ArrayList<>();
    for (String path : files(className)) {
      snapshot
          .symbols(path)
          .ifPresent(source -> collect(source, className, name, line, candidates));
    }
    return candidates.stream().min(BEST_FIRST).map(Candidate::method);
  }

  /**
   * The files that declare the class, or the class around it when anonymous ones were renumbered.
   */
  private Set<String> files(String className) {
    Set<String> paths = new LinkedHashSet<>();
    for (String name = className;
        paths.isEmpty();
        name = name.substring(0, name.lastIndexOf('$'))) {
      snapshot.types(name).forEach(type -> paths.add(type.path()));
      if (name.lastIndexOf('$') <= name.lastIndexOf('.') + 1) {
        break;
      }
    }
    return paths;
  }

  private void collect(
      SourceSymbols source, String className, String name, int line, List<Candidate> candidates) {
    boolean test = snapshot.file(source.path()).map(SourceFile::test).orElse(false);
    String outer = outermost(className);
    for (TypeDeclaration type : source.types()) {
      if (!outermost(type.binaryName()).equals(outer)) {
        continue;
      }
      boolean sameClass = type.binaryName().equals(className);
      for (MethodDeclaration method : type.methods()) {
        boolean inside = line > 0 && method.lines().contains(line);
        boolean named = method.name().equals(name);
        if (named && inside) {
          Fit fit = sameClass ? Fit.CLASS_NAME_AND_LINE : Fit.NAME_AND_LINE;
          candidates.add(new Candidate(method, fit, test, 0));
        } else if (named && sameClass) {
          candidates.add(new Candidate(method, Fit.NAME_ONLY, test, distance(method, line)));
        } else if (inside && (sameClass || name.isEmpty())) {
          candidates.add(new Candidate(method, Fit.LINE_ONLY, test, 0));
        }
      }
    }
  }

  private static int distance(MethodDeclaration method, int line) {
    if (line <= 0) {
      return method.parameters().size();
    }
    return line < method.lines().first()
        ? method.lines().first() - line
        : line - method.lines().last();
  }

  private static String outermost(String binaryName) {
    int from = binaryName.lastIndexOf('.') + 1;
    int dollar = binaryName.indexOf('$', from + 1);
    return dollar < 0 ? binaryName : binaryName.substring(0, dollar);
  }
}
