package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.localization.CarriedFault.LineFate;
import dev.hephaestus.server.localization.CarriedFault.Moved;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Methods and lines of one commit, by those of an earlier one. */
final class MethodMap {

  private final Snapshot from;
  private final Snapshot to;
  private final Counterparts counterparts;
  private final Map<MethodDeclaration, LineMap> lines = new HashMap<>();

  MethodMap(Snapshot from, Snapshot to) {
    this.from = from;
    this.to = to;
    this.counterparts = new Counterparts(from, to);
  }

  /** The method in the later commit. */
  Optional<MethodDeclaration> of(MethodDeclaration method) {
    return counterparts.of(method);
  }

  /** What became of a method. */
  Moved compare(MethodDeclaration method) {
    Optional<MethodDeclaration> after = of(method);
    boolean same =
        after
            .filter(other -> MethodText.code(from, method).equals(MethodText.code(to, other)))
            .isPresent();
    return new Moved(method, after, !same);
  }

  /** What became of a frame's line. */
  LineFate fate(ProjectFrame frame) {
    LineMap.Place place = place(frame);
    return place.same() ? LineFate.SAME : place.line() > 0 ? LineFate.CHANGED : LineFate.GONE;
  }

  /** Whether the frame's line threw what was logged on purpose, and its file no longer does. */
  boolean isThrowGone(ProjectFrame project) {
    Frame frame = project.frame();
    List<Frame> all = project.thrown().frames();
    Optional<MethodDeclaration> after = of(project.method());
    if (!inside(project) || after.isEmpty() || all.isEmpty() || !all.get(0).equals(frame)) {
      return false;
    }
    String type = project.thrown().simpleName();
    Pattern made =
        Pattern.compile(
            "\\bnew\\s+(?:[\\w.]+\\.)?"
                + Pattern.quote(type.substring(type.lastIndexOf('$') + 1))
                + "\\b");
    String line =
        from.text(project.method().path()).lines().skip(frame.line() - 1L).findFirst().orElse("");
    return fate(project) != LineFate.SAME
        && made.matcher(line).find()
        && !made.matcher(to.text(after.get().path())).find();
  }

  /** The frame as the later commit would have it; as it is when its method is gone. */
  Frame carry(ProjectFrame project) {
    Frame frame = project.frame();
    Optional<MethodDeclaration> after = of(project.method());
    if (after.isEmpty()) {
      return frame;
    }
    MethodDeclaration method = after.get();
    return new Frame(
        className(frame.className(), project.method(), method),
        frame.method().replace(project.method().name(), method.name()),
        frame.file().isEmpty() ? "" : fileName(method.path()),
        inside(project) ? line(project, method) : Math.min(frame.line(), 0),
        frame.jar(),
        frame.version(),
        frame.values());
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Proxies and anonymous classes are named after the class that was written. */
  private static String className(
      String logged, MethodDeclaration before, MethodDeclaration after) {
    return logged.startsWith(before.typeName())
        ? after.typeName() + logged.substring(before.typeName().length())
        : logged;
  }

  private static boolean inside(ProjectFrame frame) {
    return frame.method().lines().contains(Math.max(0, frame.frame().line()));
  }

  private int line(ProjectFrame frame, MethodDeclaration after) {
    int line = place(frame).line();
    return line == 0 ? 0 : after.lines().first() + line - 1;
  }

  /** Within the method, counted from 1. */
  private LineMap.Place place(ProjectFrame frame) {
    MethodDeclaration method = frame.method();
    Optional<MethodDeclaration> after = of(method);
    if (after.isEmpty()) {
      return LineMap.Place.GONE;
    }
    if (!inside(frame)) {
      boolean changed = compare(method).changed();
      return new LineMap.Place(changed ? 0 : 1, !changed);
    }
    return lines
        .computeIfAbsent(
            method,
            key -> new LineMap(MethodText.lines(from, key), MethodText.lines(to, after.get())))
        .of(frame.frame().line() - method.lines().first() + 1);
  }
}
