package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.localization.Candidate.Fit;
import dev.hephaestus.server.repository.FieldDeclaration;
import dev.hephaestus.server.repository.Language;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.SourceSymbols;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the method that a frame was running.
 *
 * <p>Java's frames name a class: the line decides, then the name; where several files declare the
 * class, the one whose lines fit. A line outside of every method of that name means that the
 * revision is not quite the one that ran, and the nearest method of that name is taken. Frames of
 * other languages are found by their file (see {@link FileFrames}).
 */
final class FrameResolver {

  private final Snapshot snapshot;
  private final FileFrames byFile;

  FrameResolver(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.byFile = new FileFrames(snapshot);
  }

  Optional<MethodDeclaration> resolve(Frame frame) {
    Language language = Language.of(frame.file());
    if (!language.isSource() || language == Language.JAVA) {
      return byClass(frame);
    }
    return language.isJvm()
        ? byFile.inPackage(frame).or(() -> byClass(frame))
        : byFile.atPath(frame);
  }

  private Optional<MethodDeclaration> byClass(Frame frame) {
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
    return Candidate.best(candidates).map(Candidate::method);
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
          int distance = Candidate.distance(method, line);
          candidates.add(new Candidate(method, Fit.NAME_ONLY, test, distance));
        } else if (inside) {
          Fit fit = sameClass || name.isEmpty() ? Fit.LINE_ONLY : Fit.AROUND;
          candidates.add(new Candidate(method, fit, test, 0));
        }
      }
      if (sameClass && FrameNames.isInitializer(name)) {
        initializers(type, name, line, test, candidates);
      }
    }
  }

  private static void initializers(
      TypeDeclaration type, String name, int line, boolean test, List<Candidate> candidates) {
    boolean header = type.kind() == TypeDeclaration.Kind.RECORD && name.equals("<init>");
    for (FieldDeclaration field : type.fields()) {
      if (!header && field.lines().contains(line)) {
        MethodDeclaration method = Candidate.initializer(type, field, name);
        candidates.add(new Candidate(method, Fit.CLASS_NAME_AND_LINE, test, 0));
      }
    }
  }

  private static String outermost(String binaryName) {
    int from = binaryName.lastIndexOf('.') + 1;
    int dollar = binaryName.indexOf('$', from + 1);
    return dollar < 0 ? binaryName : binaryName.substring(0, dollar);
  }
}
