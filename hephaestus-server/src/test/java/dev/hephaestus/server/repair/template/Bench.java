package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.localization.ProjectFrame;
import dev.hephaestus.server.repair.MemorySnapshot;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jdt.core.dom.AST;
import org.eclipse.jdt.core.dom.ASTParser;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.jspecify.annotations.Nullable;

/**
 * Repairs a source in memory. The lines marked {@code //!} are the frames, innermost first: {@code
 * //! 0}, {@code //! 1}; the marks are not part of the source.
 */
final class Bench {
  static final String PATH = "src/main/java/shop/Case.java";

  private final String exception;
  private final @Nullable String message;
  private final List<Frame> above = new ArrayList<>();

  private Bench(String exception, @Nullable String message) {
    this.exception = exception;
    this.message = message;
  }

  static Bench thrown(String exception) {
    return new Bench(exception, null);
  }

  static Bench thrown(String exception, String message) {
    return new Bench(exception, message);
  }

  /** Adds a frame of the JDK on top of the project's. */
  Bench within(String className, String method) {
    above.add(Frame.of(className, method, "X.java", 1));
    return this;
  }

  List<Proposal.Candidate> candidates(String marked) {
    List<Proposal.Candidate> candidates = new ArrayList<>();
    Proposals proposals = new TemplateProposer().begin(task(marked));
    while (proposals.next(Optional.empty()) instanceof Proposal.Candidate candidate) {
      candidates.add(candidate);
    }
    return candidates;
  }

  /** The texts of one operator's own candidates that compile, best first. */
  List<String> texts(String operator, String marked) {
    RepairTask task = task(marked);
    List<Sketches.Sketch> own =
        new Workshop(task, new Fault(thrown(task)))
            .draw().stream().filter(sketch -> sketch.operator().equals(operator)).toList();
    Screening screening = new Screening(task.snapshot(), own);
    List<String> texts = new ArrayList<>();
    for (List<Sketches.Sketch> passed = screening.next();
        !passed.isEmpty();
        passed = screening.next()) {
      passed.forEach(sketch -> texts.add(sketch.text()));
    }
    return texts;
  }

  /** Asserts that the operator's best candidate is the expected text. */
  void repairs(String operator, String marked, String expected) {
    assertThat(texts(operator, marked)).first().isEqualTo(expected);
  }

  /** Asserts that one of the operator's candidates is the expected text. */
  void offers(String operator, String marked, String expected) {
    assertThat(texts(operator, marked)).contains(expected);
  }

  RepairTask task(String marked) {
    String source = marked.replaceAll(" *//! \\d", "");
    List<Frame> frames = new ArrayList<>(above);
    List<ProjectFrame> found = new ArrayList<>();
    List<MethodDeclaration> methods = new ArrayList<>();
    String[] lines = marked.split("\n", -1);
    for (int depth = 0; depth < 5; depth++) {
      for (int i = 0; i < lines.length; i++) {
        if (lines[i].contains("//! " + depth)) {
          MethodDeclaration method = methodAt(source, i + 1);
          frames.add(Frame.of("shop.Case", method.name(), "Case.java", i + 1));
          methods.add(method);
        }
      }
    }
    Thrown thrown = Thrown.of(exception, message, frames);
    for (int i = 0; i < methods.size(); i++) {
      found.add(new ProjectFrame(thrown, frames.get(above.size() + i), methods.get(i)));
    }
    MemorySnapshot snapshot = new MemorySnapshot(Map.of(PATH, source));
    return new RepairTask(
        snapshot,
        LogRecord.of(Instant.EPOCH, Level.ERROR, "shop", "failed", thrown),
        new Localization(snapshot.commit(), List.of(), found),
        new PackedContext(0, List.of()));
  }

  private static Thrown thrown(RepairTask task) {
    Thrown thrown = task.record().thrown();
    if (thrown == null) {
      throw new IllegalStateException("the task has no exception");
    }
    return thrown.deepestCause();
  }

  private static MethodDeclaration methodAt(String source, int line) {
    ASTParser parser = ASTParser.newParser(AST.getJLSLatest());
    parser.setSource(source.toCharArray());
    CompilationUnit unit = (CompilationUnit) parser.createAST(null);
    ParsedFile file = new ParsedFile(PATH, source, unit);
    org.eclipse.jdt.core.dom.BodyDeclaration body = Site.bodyAt(file, line, line).orElseThrow();
    String name =
        body instanceof org.eclipse.jdt.core.dom.MethodDeclaration method && !method.isConstructor()
            ? method.getName().getIdentifier()
            : "<init>";
    return new MethodDeclaration(
        "shop.Case",
        name,
        PATH,
        List.of(),
        "",
        List.of(),
        new LineRange(file.firstLine(body), file.lastLine(body)));
  }
}
