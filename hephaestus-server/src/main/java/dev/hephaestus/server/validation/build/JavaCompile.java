package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * <p><i>Shape:</i> one file manager is kept, so that the class path is indexed once.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class JavaCompile implements AutoCloseable {
  private static final int OLDEST_RELEASE = 8;
  private static final int SHOWN_LINES = 20;
  private static final int MAX_LINE_CHARS = 300;

  private final JavaCompiler compiler;
  private final StandardJavaFileManager files;
  private final Charset encoding;

  JavaCompile(Charset encoding) {
    JavaCompiler found = ToolProvider.getSystemJavaCompiler();
    if (found == null) {
      throw new ValidationException(
          "This Java has no compiler; run the server on a JDK instead of a JRE");
    }
    this.compiler = found;
    this.encoding = encoding;
    this.files = found.getStandardFileManager(null, Locale.ROOT, encoding);
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
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    try {
      Files.createDirectories(output);
      List<Path> existing = classPath.stream().filter(Files::exists).toList();
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, existing);
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, sourcePath);
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
      StringWriter beside = new StringWriter();
      boolean done =
          compiler
              .getTask(
                  beside,
                  files,
                  collector,
                  options(release),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      List<Fault> faults = faults(collector);
      if (!done && faults.isEmpty()) {
        faults.add(new Fault(output, 0, "the compiler gave up: " + beside));
      }
      return faults;
    } catch (IOException e) {
      throw new ValidationException("Cannot compile into " + output + ": " + e.getMessage(), e);
    } catch (IllegalStateException | IllegalArgumentException e) {
      return List.of(new Fault(output, 0, "the compiler gave up: " + e.getMessage()));
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
    try {
      files.close();
    } catch (IOException e) {
      throw new ValidationException("The compiler's files cannot be closed: " + e, e);
    }
  }
}
