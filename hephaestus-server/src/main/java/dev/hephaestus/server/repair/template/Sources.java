package dev.hephaestus.server.repair.template;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.core.compiler.IProblem;
import org.eclipse.jdt.core.dom.AST;
import org.eclipse.jdt.core.dom.ASTParser;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.FileASTRequestor;

/**
 * A snapshot's Java sources laid out for the compiler, so that names resolve to types across files.
 *
 * <p>Holds a temporary folder until closed. Names of libraries that are not in the repository stay
 * unresolved; everything that uses types copes with that.
 *
 * <p><i>Threads:</i> for one thread.
 */
final class Sources implements AutoCloseable {
  private static final long MOST_BYTES = 64L << 20;
  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

  private final Snapshot snapshot;
  private final Path folder;
  private final Set<Path> roots = new LinkedHashSet<>();

  private Sources(Snapshot snapshot, Path folder) {
    this.snapshot = snapshot;
    this.folder = folder;
  }

  /** Lays out the production sources, those beside the wanted files first, up to a bound. */
  static Sources layOut(Snapshot snapshot, Set<String> wanted) {
    try {
      Sources sources =
          new Sources(snapshot, Files.createTempDirectory("hephaestus-sources").toRealPath());
      try {
        sources.write(wanted);
        return sources;
      } catch (IOException | RuntimeException failed) {
        sources.close();
        throw failed;
      }
    } catch (IOException failed) {
      throw new HephaestusException(
          "could not lay out the sources of commit "
              + snapshot.commit()
              + " in the temporary folder; check its free space",
          failed);
    }
  }

  private void write(Set<String> wanted) throws IOException {
    List<SourceFile> files =
        snapshot.files().stream()
            .filter(file -> file.isJava() && (!file.test() || wanted.contains(file.path())))
            .sorted(Comparator.comparing(file -> !wanted.contains(file.path())))
            .toList();
    long written = 0;
    for (SourceFile file : files) {
      if (written + file.size() > MOST_BYTES) {
        return;
      }
      written += file.size();
      String text = snapshot.text(file.path());
      Path target = folder.resolve(file.path()).normalize();
      if (target.startsWith(folder)) {
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
        root(file.path(), text);
      }
    }
  }

  private void root(String path, String text) {
    Matcher matcher = PACKAGE.matcher(text);
    String packageName = matcher.find() ? matcher.group(1).replace('.', '/') : "";
    String parent = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    if (("/" + parent).endsWith("/" + packageName) || packageName.isEmpty()) {
      String root = parent.substring(0, Math.max(0, parent.length() - packageName.length()));
      roots.add(folder.resolve(root));
    }
  }

  /** The files with their trees; a path that is not in the snapshot is left out. */
  Map<String, ParsedFile> parse(Set<String> paths) {
    Map<String, ParsedFile> parsed = new LinkedHashMap<>();
    String[] files =
        paths.stream()
            .map(folder::resolve)
            .filter(Files::isRegularFile)
            .map(Path::toString)
            .toArray(String[]::new);
    String[] encodings = new String[files.length];
    Arrays.fill(encodings, StandardCharsets.UTF_8.name());
    resolving()
        .createASTs(
            files,
            encodings,
            new String[0],
            new FileASTRequestor() {
              @Override
              public void acceptAST(String file, CompilationUnit unit) {
                String path = folder.relativize(Path.of(file)).toString().replace('\\', '/');
                parsed.put(path, new ParsedFile(path, snapshot.text(path), unit));
              }
            },
            null);
    return parsed;
  }

  /** How many errors the compiler finds in a changed text of a file, its names resolved. */
  long errorsOf(String path, String text) {
    ASTParser parser = resolving();
    parser.setUnitName("/" + path);
    parser.setSource(text.toCharArray());
    CompilationUnit unit = (CompilationUnit) parser.createAST(null);
    return Arrays.stream(unit.getProblems()).filter(IProblem::isError).count();
  }

  /** A text's tree, its names not resolved; an abrupt text has a tree too. */
  static CompilationUnit tree(String text) {
    ASTParser parser = parser();
    parser.setSource(text.toCharArray());
    return (CompilationUnit) parser.createAST(null);
  }

  /** How many syntax errors a text has; quick, for it resolves nothing. */
  static long syntaxErrorsOf(String text) {
    return Arrays.stream(tree(text).getProblems()).filter(IProblem::isError).count();
  }

  private ASTParser resolving() {
    ASTParser parser = parser();
    String[] folders =
        roots.stream().filter(Files::isDirectory).map(Path::toString).toArray(String[]::new);
    String[] encodings = new String[folders.length];
    Arrays.fill(encodings, StandardCharsets.UTF_8.name());
    parser.setEnvironment(new String[0], folders, encodings, true);
    parser.setResolveBindings(true);
    parser.setBindingsRecovery(true);
    return parser;
  }

  private static ASTParser parser() {
    ASTParser parser = ASTParser.newParser(AST.getJLSLatest());
    Map<String, String> options = JavaCore.getOptions();
    JavaCore.setComplianceOptions(JavaCore.latestSupportedJavaVersion(), options);
    parser.setCompilerOptions(options);
    parser.setKind(ASTParser.K_COMPILATION_UNIT);
    parser.setStatementsRecovery(true);
    return parser;
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException ignored) {
      // The operating system clears its temporary folder; nothing of the repair depends on it.
    }
  }
}
