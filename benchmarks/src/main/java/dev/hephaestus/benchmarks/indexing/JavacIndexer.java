package dev.hephaestus.benchmarks.indexing;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** javac's parser alone, an instance for each part of the tree. */
final class JavacIndexer implements Indexer {

  private static final class Counter extends TreeScanner<@Nullable Void, @Nullable Void> {
    private long found;

    @Override
    public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
      found++;
      return super.visitClass(node, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
      found++;
      return super.visitMethod(node, null);
    }
  }

  @Override
  public String name() {
    return "javac (parse)";
  }

  @Override
  public long index(SourceTree tree) {
    int processors = Runtime.getRuntime().availableProcessors();
    return tree.parts(processors).parallelStream().mapToLong(JavacIndexer::count).sum();
  }

  private static long count(List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  Writer.nullWriter(),
                  manager,
                  problem -> {},
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      Counter counter = new Counter();
      for (CompilationUnitTree unit : task.parse()) {
        counter.scan(unit, null);
      }
      return counter.found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
