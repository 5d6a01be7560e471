package dev.hephaestus.server.validation.build;

import com.sun.source.util.JavacTask;
import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles in the server's own process, without annotation processors, so that no foreign code
 * runs.
 *
 * <p><i>Shape:</i> one file manager is kept, so that the class path is indexed once; one that a run
 * which was given up still holds is left to it.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class JavaCompile implements AutoCloseable {
  private static final int OLDEST_RELEASE = 8;
  private static final int SHOWN_LINES = 20;
  private static final int MAX_LINE_CHARS = 300;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** So many runs that nobody waits for may still go on; with more, nothing is compiled. */
  private static final int MOST_GIVEN_UP = 2;

  private final JavaCompiler compiler;
  private final Charset encoding;
  private final Duration limit;
  private final AtomicInteger goingOn = new AtomicInteger();
  private StandardJavaFileManager files;

  JavaCompile(Charset encoding) {
    this(encoding, LONGEST);
  }

  /** With another limit of the time of one run. */
  JavaCompile(Charset encoding, Duration limit) {
    JavaCompiler found = ToolProvider.getSystemJavaCompiler();
    if (found == null) {
      throw new ValidationException(
          "This Java has no compiler; run the server on a JDK instead of a JRE");
    }
    this.compiler = found;
    this.encoding = encoding;
    this.limit = limit;
    this.files = newFiles();
  }

  /**
   * A fault that the compiler found.
   *
   * @param file the source file
   * @param line from 1, or 0
   * @param message one or more lines
   * @param source the line of the source, or empty
   */
  record Fault(Path file, long line, String message, String source) {
    Fault(Path file, long line, String message) {
      this(file, line, message, "");
    }
  }

  private StandardJavaFileManager newFiles() {
    return compiler.getStandardFileManager(null, Locale.ROOT, encoding);
  }

  /** The release that can be compiled which is nearest to a declared one. */
  static int supported(int release) {
    return Math.clamp(release, OLDEST_RELEASE, Runtime.version().feature());
  }

  /**
   * Compiles the sources into a folder.
   *
   * @param sourcePath where classes that neither the sources nor the class path have may be found
   * @return the errors; none when all was written
   */
  List<Fault> compile(
      List<Path> sources, List<Path> classPath, List<Path> sourcePath, int release, Path output) {
    if (goingOn.get() >= MOST_GIVEN_UP) {
      return List.of(
          new Fault(output, 0, "the compiler is still busy with sources that it was given before"));
    }
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    StringWriter beside = new StringWriter();
    StandardJavaFileManager used = files;
    Callable<JavacTask> task =
        () -> {
          Files.createDirectories(output);
          List<Path> existing = classPath.stream().filter(Files::exists).toList();
          used.setLocationFromPaths(StandardLocation.CLASS_PATH, existing);
          used.setLocationFromPaths(StandardLocation.SOURCE_PATH, sourcePath);
          used.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
          Iterable<? extends JavaFileObject> units = used.getJavaFileObjectsFromPaths(sources);
          return (JavacTask)
              compiler.getTask(beside, used, collector, options(release), null, units);
        };
    try {
      boolean done = run(task);
      List<Fault> faults = faults(collector);
      if (!done && faults.isEmpty()) {
        faults.add(new Fault(output, 0, "the compiler gave up: " + beside));
      }
      return faults;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new ValidationException(
            "Cannot compile into " + output + ": " + cause.getMessage(), cause);
      }
      return List.of(new Fault(output, 0, "the compiler gave up: " + e.getCause()));
    } catch (TimeoutException e) {
      String time = limit.toSeconds() + " s";
      return List.of(new Fault(output, 0, "the compiler did not come to an end within " + time));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(new Fault(output, 0, "the compiler was interrupted"));
    }
  }

  private boolean run(Callable<JavacTask> task)
      throws TimeoutException, InterruptedException, ExecutionException {
    StandardJavaFileManager used = files;
    goingOn.incrementAndGet();
    CompilerRun run = new CompilerRun(task, givenUp -> ended(used, givenUp));
    try {
      return run.within(limit);
    } catch (TimeoutException | InterruptedException givenUp) {
      files = newFiles();
      throw givenUp;
    }
  }

  private void ended(StandardJavaFileManager used, boolean givenUp) {
    goingOn.decrementAndGet();
    if (givenUp) {
      close(used);
    }
  }

  private List<String> options(int release) {
    return List.of(
        "--release",
        Integer.toString(supported(release)),
        "-proc:none",
        "-nowarn",
        "-Xlint:none",
        "-g",
        "-implicit:class",
        "-Xmaxerrs",
        "2000",
        "-encoding",
        encoding.name());
  }

  private static List<Fault> faults(DiagnosticCollector<JavaFileObject> collector) {
    List<Fault> faults = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : collector.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        JavaFileObject source = diagnostic.getSource();
        faults.add(
            new Fault(
                source == null ? Path.of("") : Path.of(source.toUri()),
                Math.max(0, diagnostic.getLineNumber()),
                diagnostic.getMessage(Locale.ROOT),
                faults.size() < SHOWN_LINES ? line(source, diagnostic.getLineNumber()) : ""));
      }
    }
    return faults;
  }

  private static String line(@Nullable JavaFileObject source, long line) {
    if (source == null || line < 1) {
      return "";
    }
    try {
      String text =
          source.getCharContent(true).toString().lines().skip(line - 1).findFirst().orElse("");
      String stripped = text.strip();
      return stripped.length() <= MAX_LINE_CHARS ? stripped : stripped.substring(0, MAX_LINE_CHARS);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    close(files);
  }

  private static void close(StandardJavaFileManager files) {
    try {
      files.close();
    } catch (IOException e) {
      throw new ValidationException("The compiler's files cannot be closed: " + e, e);
    }
  }
}
