package dev.hephaestus.benchmarks.indexing;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** JavaParser's syntax trees, without attribution of comments. */
final class JavaParserIndexer implements Indexer {

  private static final ParserConfiguration CONFIGURATION =
      new ParserConfiguration()
          .setLanguageLevel(LanguageLevel.BLEEDING_EDGE)
          .setAttributeComments(false);

  @Override
  public String name() {
    return "JavaParser";
  }

  @Override
  public long index(SourceTree tree) {
    return tree.files().parallelStream().mapToLong(JavaParserIndexer::count).sum();
  }

  private static long count(Path file) {
    try {
      Optional<CompilationUnit> unit = new JavaParser(CONFIGURATION).parse(file).getResult();
      return unit.map(JavaParserIndexer::count).orElse(0L);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long count(CompilationUnit unit) {
    return unit.findAll(TypeDeclaration.class).size()
        + (long) unit.findAll(CallableDeclaration.class).size();
  }
}
