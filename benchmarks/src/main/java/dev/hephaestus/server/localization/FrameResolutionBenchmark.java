package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SnapshotLimits;
import dev.hephaestus.server.repository.SourceFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * Measures how often the method of a frame is the one that was running, against class files that
 * were compiled from the very sources.
 *
 * <p>For every line of code of every method, the frame that a stack trace would show of it is
 * resolved; the declaration has to be of that name, have as many parameters and hold the line. What
 * no source declares (a default constructor, the methods that every enum has, bridges) is right
 * when nothing is found or what stands around the line.
 *
 * <p>Arguments: a Git repository, a folder of sources, or a zip of them ({@code src.zip:FOLDER}
 * takes one folder of it); a folder of classes, a jar, or {@code jrt:MODULE}; and optionally how
 * many misses of each kind are shown.
 */
final class FrameResolutionBenchmark {

  /** What became of a frame. */
  private enum Outcome {
    RIGHT,
    RIGHT_GENERATED,
    MISS_NOTHING,
    MISS_FILE,
    MISS_NAME,
    MISS_ARITY,
    MISS_LINE,
    MISS_GENERATED
  }

  private static final SnapshotLimits LIMITS = new SnapshotLimits(50_000, 8 << 20, 1L << 30);
  private static final Pattern HEADER =
      Pattern.compile("\\b(?:class|interface|enum|record)\\s+([\\w$]+)");
  private static final Pattern LAMBDA =
      Pattern.compile("lambda\\$(?:(.+?)(?:\\$[0-9a-f]{6,8})?\\$)?\\d+");

  private static final Pattern BEFORE_HEADER =
      Pattern.compile(
          "\\s*+(?:@|/\\*|\\*|//|[\\w\\s\"')}]*+[,)]|(?:(?:public|static|final|private|abstract|protected)\\s*+)+$|$)");
  private static final int HEADER_LINES = 12;

  private final Snapshot snapshot;
  private final FrameResolver resolver;
  private final PrintStream out;
  private final int shown;
  private final Map<Outcome, Integer> counts = new TreeMap<>();
  private final Map<String, List<String>> misses = new TreeMap<>();
  private final Map<String, List<String>> texts = new HashMap<>();
  private final Map<String, List<SourceFile>> byName = new HashMap<>();
  private int methods;
  private int foreign;
  private long nanos;

  private FrameResolutionBenchmark(Snapshot snapshot, PrintStream out, int shown) {
    this.snapshot = snapshot;
    this.resolver = new FrameResolver(snapshot);
    this.out = out;
    this.shown = shown;
    for (SourceFile file : snapshot.files()) {
      byName
          .computeIfAbsent(
              file.path().substring(file.path().lastIndexOf('/') + 1), name -> new ArrayList<>())
          .add(file);
    }
  }

  public static void main(String[] args) throws IOException, GitAPIException {
    int shown = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    Path temporary = Files.createTempDirectory("frame-resolution");
    try (GitRepositories repositories = new GitRepositories(temporary.resolve("cache"), LIMITS)) {
      Path repository = repository(args[0], temporary.resolve("sources"));
      Snapshot snapshot =
          repositories.snapshot(RepositoryLocation.of(repository.toString()), Optional.empty());
      FrameResolutionBenchmark benchmark =
          new FrameResolutionBenchmark(snapshot, System.out, shown);
      CompiledClasses.read(args[1], benchmark::judge);
      benchmark.print();
    }
  }

  private void judge(CompiledClasses.Method method) {
    List<SourceFile> files =
        byName.getOrDefault(method.file(), List.of()).stream()
            .filter(file -> file.path().contains(folder(method.className())))
            .toList();
    if (files.isEmpty()) {
      foreign++;
      return;
    }
    methods++;
    for (int line : method.lines()) {
      Frame frame = Frame.of(method.className(), method.name(), method.file(), line);
      long start = System.nanoTime();
      Optional<MethodDeclaration> found = resolver.resolve(frame);
      nanos += System.nanoTime() - start;
      boolean generated = isGenerated(method, header(files.get(0).path(), line));
      Outcome outcome = generated ? generated(method, line, found) : written(method, line, found);
      counts.merge(outcome, 1, Integer::sum);
      if (outcome.name().startsWith("MISS")) {
        String kind = outcome + " " + kind(method);
        misses.computeIfAbsent(kind, each -> new ArrayList<>()).add(frame + " -> " + told(found));
      }
    }
  }

  private static Outcome written(
      CompiledClasses.Method method, int line, Optional<MethodDeclaration> found) {
    if (found.isEmpty()) {
      return Outcome.MISS_NOTHING;
    }
    MethodDeclaration declared = found.get();
    if (!declared.path().endsWith("/" + method.file())) {
      return Outcome.MISS_FILE;
    }
    Matcher lambda = LAMBDA.matcher(method.name());
    boolean isLambda = lambda.matches();
    String name =
        isLambda ? writtenName(Optional.ofNullable(lambda.group(1)).orElse("")) : method.name();
    if (!name.isEmpty() && !declared.name().equals(name)) {
      return Outcome.MISS_NAME;
    }
    if (!declared.lines().contains(line)) {
      return Outcome.MISS_LINE;
    }
    boolean initializer = declared.parameters().isEmpty() && declared.name().equals("<init>");
    int added = method.parameters() - declared.parameters().size();
    boolean arity =
        isLambda || added == 0 || initializer || (added > 0 && declared.name().equals("<init>"));
    return arity ? Outcome.RIGHT : Outcome.MISS_ARITY;
  }

  private static Outcome generated(
      CompiledClasses.Method method, int line, Optional<MethodDeclaration> found) {
    boolean right =
        found.isEmpty()
            || found.get().lines().contains(line)
            || found.get().name().equals(method.name());
    return right ? Outcome.RIGHT_GENERATED : Outcome.MISS_GENERATED;
  }

  private static String writtenName(String lambda) {
    return switch (lambda) {
      case "new" -> "<init>";
      case "static" -> "<clinit>";
      default -> lambda;
    };
  }

  /** Whether no source declares the method: told by its flags, or by its line, a type's header. */
  private static boolean isGenerated(CompiledClasses.Method method, String text) {
    String simple = method.className().replaceAll(".*[.$]\\d*", "");
    boolean anonymous = simple.isEmpty();
    if (LAMBDA.matcher(method.name()).matches()) {
      return false;
    }
    if (method.generated() || (anonymous && method.name().endsWith("init>"))) {
      return true;
    }
    Matcher header = HEADER.matcher(text);
    while (header.find()) {
      if (header.group(1).equals(simple)) {
        return true;
      }
    }
    return false;
  }

  private static String kind(CompiledClasses.Method method) {
    if (method.name().startsWith("lambda$")) {
      return "lambda";
    }
    String nested = method.className().matches(".*\\$\\d.*") ? " of local class" : "";
    return (method.name().startsWith("<") ? method.name() : "method") + nested;
  }

  private static String folder(String className) {
    int dot = className.lastIndexOf('.');
    return dot < 0 ? "" : className.substring(0, dot).replace('.', '/') + "/";
  }

  /** The line, and where it is an annotation or a modifier, those that follow it. */
  private String header(String path, int line) {
    StringBuilder header = new StringBuilder(text(path, line)).append(' ');
    for (int i = 1;
        i <= HEADER_LINES && BEFORE_HEADER.matcher(text(path, line + i - 1)).lookingAt();
        i++) {
      header.append(text(path, line + i)).append(' ');
    }
    return header.toString();
  }

  private String text(String path, int line) {
    List<String> lines = texts.computeIfAbsent(path, each -> snapshot.text(each).lines().toList());
    return line > 0 && line <= lines.size() ? lines.get(line - 1) : "";
  }

  private static String told(Optional<MethodDeclaration> found) {
    return found
        .map(
            method ->
                method.typeName()
                    + "."
                    + method.name()
                    + "/"
                    + method.parameters().size()
                    + " lines "
                    + method.lines().first()
                    + ".."
                    + method.lines().last())
        .orElse("nothing");
  }

  private void print() {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    int right =
        counts.getOrDefault(Outcome.RIGHT, 0) + counts.getOrDefault(Outcome.RIGHT_GENERATED, 0);
    out.printf(
        Locale.ROOT,
        "%d frames of %d methods (%d methods have no source here): right %.3f %%, %.1f us each%n",
        all,
        methods,
        foreign,
        100.0 * right / Math.max(1, all),
        nanos / 1e3 / Math.max(1, all));
    counts.forEach(
        (outcome, count) ->
            out.printf(Locale.ROOT, "  %-16s %8d %7.3f %%%n", outcome, count, 100.0 * count / all));
    misses.forEach(
        (kind, frames) -> {
          out.printf("  %s: %d%n", kind, frames.size());
          int step = Math.max(1, frames.size() / Math.max(1, shown));
          for (int i = 0, n = 0; i < frames.size() && n < shown; i += step, n++) {
            out.println("     " + frames.get(i));
          }
        });
  }

  private static Path repository(String place, Path folder) throws IOException, GitAPIException {
    if (Files.isDirectory(Path.of(place).resolve(".git"))) {
      return Path.of(place);
    }
    int zip = place.indexOf(".zip");
    if (zip < 0) {
      copy(Path.of(place), folder);
    } else {
      try (FileSystem sources = FileSystems.newFileSystem(Path.of(place.substring(0, zip + 4)))) {
        String inside = place.length() > zip + 5 ? place.substring(zip + 5) : "";
        copy(sources.getPath("/").resolve(inside), folder);
      }
    }
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit().setMessage("sources").setAuthor("a", "a@b").setSign(false).call();
    }
    return folder;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
