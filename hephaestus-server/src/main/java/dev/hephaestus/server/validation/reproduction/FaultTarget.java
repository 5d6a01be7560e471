package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.ProjectFrame;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.validation.build.CompiledProject;
import dev.hephaestus.server.validation.reproduction.fixture.StatementLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a reproduction has to show, and by which methods it may do so.
 *
 * @param thrown the exception
 * @param fault where it surfaced
 * @param line the line there, or 0 when the logged one does not fit the code
 * @param statement the lines of the statement there: which of them a call in it has depends on the
 *     compiler
 * @param frames the logged calls, innermost first, {@code class#method}
 * @param entries the methods to try, innermost first
 * @param calls the logged calls in the repository, tests left out, innermost first
 */
record FaultTarget(
    Thrown thrown,
    ProjectFrame fault,
    int line,
    Optional<LineRange> statement,
    List<String> frames,
    List<MethodDeclaration> entries,
    List<ProjectFrame> calls) {

  private static final int MAX_ENTRIES = 8;
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  /** The target of a task; empty when nothing of the record is in the code. */
  static Optional<FaultTarget> of(RepairTask task) {
    List<ProjectFrame> all =
        task.localization().frames().stream()
            .filter(frame -> !isTest(task, frame.method().path()))
            .toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    ProjectFrame fault = all.get(0);
    List<String> frames = new ArrayList<>();
    Set<MethodDeclaration> entries = new LinkedHashSet<>();
    for (ProjectFrame frame : all) {
      frames.add(frame.frame().className() + "#" + plain(frame.frame().method()));
      entries.add(frame.method());
    }
    boolean lineFits = fault.method().lines().contains(Math.max(0, fault.frame().line()));
    return Optional.of(
        new FaultTarget(
            fault.thrown(),
            fault,
            lineFits ? fault.frame().line() : 0,
            lineFits
                ? Optional.of(
                    StatementLines.around(
                        task.snapshot().text(fault.method().path()), fault.frame().line()))
                : Optional.empty(),
            List.copyOf(frames),
            entries.stream()
                .filter(method -> !method.name().equals("<clinit>"))
                .limit(MAX_ENTRIES)
                .toList(),
            all));
  }

  /** The method that the application called. */
  MethodDeclaration outermost() {
    return calls.get(calls.size() - 1).method();
  }

  /** The logged methods, outermost first. */
  List<MethodDeclaration> inwards() {
    List<MethodDeclaration> methods = new ArrayList<>();
    for (int i = calls.size() - 1; i >= 0 && methods.size() < MAX_ENTRIES; i--) {
      MethodDeclaration method = calls.get(i).method();
      if (!methods.contains(method) && !method.name().equals("<clinit>")) {
        methods.add(method);
      }
    }
    return methods;
  }

  /** A lambda counts as the method that it stands in. */
  static String plain(String method) {
    return method.replaceFirst("^lambda\\$(.+)\\$\\d+$", "$1");
  }

  /**
   * Whether the code throws on purpose there. A call that makes it do so is no evidence of a fault:
   * the refusal may be right.
   */
  boolean isDeliberate(RepairTask task) {
    String first = thrown.frames().isEmpty() ? "" : thrown.frames().get(0).className();
    String inner = fault.frame().className();
    boolean checkedByLibrary =
        !first.isEmpty() && !first.equals(inner) && JDK.stream().noneMatch(first::startsWith);
    boolean requiredByJdk =
        first.equals("java.util.Objects")
            && thrown.frames().get(0).method().startsWith("requireNonNull");
    return checkedByLibrary || requiredByJdk || throwsAtLine(task);
  }

  /** What every search has to know of it. */
  Properties request(CompiledProject project) {
    Properties properties = new Properties();
    properties.setProperty("exception", thrown.className());
    String message = thrown.message();
    properties.setProperty("message", message == null ? "" : message);
    statement.ifPresent(
        lines -> {
          properties.setProperty("line", Integer.toString(lines.first()));
          properties.setProperty("lastLine", Integer.toString(lines.last()));
        });
    SearchProgram.list(properties, "frame", frames);
    SearchProgram.list(
        properties, "classes", project.mainClasses().stream().map(Path::toString).toList());
    return properties;
  }

  /** What a test has to fail with, and where: for people. */
  String place() {
    return thrown.className()
        + " in "
        + fault.method().symbol()
        + (line == 0 ? "" : " (line " + line + " of " + fault.method().path() + ")");
  }

  /** Compilers disagree on which line of a statement throws, so its first line counts too. */
  private boolean throwsAtLine(RepairTask task) {
    if (line == 0) {
      return false;
    }
    int first = statement.map(LineRange::first).orElse(line);
    List<String> lines = task.snapshot().text(fault.method().path()).lines().toList();
    return IntStream.of(first, line)
        .filter(number -> number <= lines.size())
        .mapToObj(number -> lines.get(number - 1))
        .anyMatch(text -> text.matches(".*\\bthrow(\\s.*|$)"));
  }

  private static boolean isTest(RepairTask task, String path) {
    return task.snapshot().file(path).map(SourceFile::test).orElse(false);
  }
}
