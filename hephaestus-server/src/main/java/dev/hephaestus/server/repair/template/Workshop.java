package dev.hephaestus.server.repair.template;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.ProjectFrame;
import dev.hephaestus.server.localization.Suspect;
import dev.hephaestus.server.repair.RepairTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jdt.core.dom.BodyDeclaration;

/**
 * From a task to its candidates: sites from frames and suspects, operators over them, then ranked
 * and deduplicated.
 */
final class Workshop {
  private static final int MOST_FRAMES = 5;
  private static final int MOST_SUSPECTS = 5;

  static final List<Operator> OPERATORS =
      List.of(
          new GuardCondition(),
          new EnsureAsElsewhere(),
          new UseLazyGetter(),
          new InitializeVariable(),
          new DefaultOfType(),
          new CheckedVariable(),
          new OrElse(),
          new NormalizeAsElsewhere(),
          new ReturnEarly(),
          new SkipIteration(),
          new WrapStatement(),
          new ConditionalDefault(),
          new NullSafeEquals(),
          new MapDefault(),
          new SubstituteValue(),
          new LoopBound(),
          new IndexClamp(),
          new SwapMinMax(),
          new CastTarget(),
          new TrimBeforeParsing(),
          new DivideRounded(),
          new IteratorRemoval(),
          new IterateCopy(),
          new NonNegativeSize(),
          new CopyBeforeModifying(),
          new NothingInsteadOfRefusal(),
          new BreakRecursion(),
          new CutCycle(),
          new ExplicitLocale(),
          new ExplicitCharset(),
          new CloseResource(),
          new MutateCondition(),
          new SameLength(),
          new WiderNumber(),
          new WideArithmetic(),
          new FloorModulo(),
          new LargerArray(),
          new OtherVariable(),
          new MovedArgument(),
          new ClampInstead(),
          new MissingCase(),
          new LawfulComparison(),
          new CatchAsElsewhere(),
          new ParameterDecides(),
          new KeyPresence(),
          new ExtendCondition(),
          new ThrowDeclared(),
          new ThrowEarly());

  private final RepairTask task;
  private final Fault fault;

  Workshop(RepairTask task, Fault fault) {
    this.task = task;
    this.fault = fault;
  }

  List<Sketches.Sketch> draw() {
    Set<String> paths = new LinkedHashSet<>();
    frames().forEach(frame -> paths.add(frame.method().path()));
    suspects().forEach(suspect -> paths.add(suspect.method().path()));
    paths.removeIf(
        path -> task.snapshot().file(path).filter(f -> f.isJava() && !f.test()).isEmpty());
    if (paths.isEmpty()) {
      return List.of();
    }
    try (Sources sources = Sources.layOut(task.snapshot(), paths)) {
      Map<String, ParsedFile> files = sources.parse(paths);
      int level = JavaLevel.of(task.snapshot());
      Conventions conventions = new Conventions(task.snapshot());
      Declarations declarations = new Declarations(task.snapshot());
      Sketches sketches = new Sketches();
      List<Site> sites = sites(files);
      NullOrigin origin =
          new NullOrigin(sites.stream().filter(site -> site.frame().isPresent()).toList(), fault);
      for (Site site : sites) {
        Scene scene = Scene.of(site, fault, level, conventions, declarations, origin);
        OPERATORS.forEach(operator -> operator.propose(scene, sketches));
      }
      return ranked(sketches.all());
    }
  }

  private List<ProjectFrame> frames() {
    return task.localization().frames().stream()
        .filter(frame -> frame.thrown().equals(fault.thrown()))
        .limit(MOST_FRAMES)
        .toList();
  }

  private List<Suspect> suspects() {
    return task.localization().suspects().stream().limit(MOST_SUSPECTS).toList();
  }

  private List<Site> sites(Map<String, ParsedFile> files) {
    List<Site> sites = new ArrayList<>();
    Set<BodyDeclaration> seen = new HashSet<>();
    int depth = 0;
    for (ProjectFrame frame : frames()) {
      ParsedFile file = files.get(frame.method().path());
      if (file != null) {
        int line = frame.frame().line();
        boolean known = frame.method().lines().contains(line);
        int at = known ? line : 0;
        int first = known ? line : frame.method().lines().first();
        int last = known ? line : frame.method().lines().last();
        Optional<BodyDeclaration> body = Site.bodyAt(file, first, last);
        if (body.isPresent() && (known || !seen.contains(body.get()))) {
          seen.add(body.get());
          Optional<Site> inner = innerOf(sites, callee(frame));
          sites.add(
              new Site(
                  file, body.get(), at, depth, Optional.of(frame.frame()), callee(frame), inner));
        }
      }
      depth++;
    }
    for (Suspect suspect : suspects()) {
      ParsedFile file = files.get(suspect.method().path());
      if (file != null) {
        Site.bodyAt(file, suspect.method().lines().first(), suspect.method().lines().last())
            .filter(seen::add)
            .ifPresent(
                body ->
                    sites.add(
                        new Site(
                            file,
                            body,
                            0,
                            MOST_FRAMES,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())));
      }
    }
    return sites;
  }

  private static Optional<Site> innerOf(List<Site> sites, Optional<Frame> callee) {
    return sites.stream().filter(s -> s.frame().isPresent() && s.frame().equals(callee)).findAny();
  }

  /** The frame that was called from this one. */
  private static Optional<Frame> callee(ProjectFrame frame) {
    Thrown thrown = frame.thrown();
    int index = thrown.frames().indexOf(frame.frame());
    return index > 0 ? Optional.of(thrown.frames().get(index - 1)) : Optional.empty();
  }

  private List<Sketches.Sketch> ranked(List<Sketches.Sketch> sketches) {
    Set<String> texts = new HashSet<>();
    return sketches.stream()
        .sorted(Comparator.comparingDouble(this::promise).reversed())
        .filter(sketch -> texts.add(sketch.path() + "\n" + sketch.text().replaceAll("\\s+", "")))
        .toList();
  }

  /** What this repository's reviewers rejected before sinks. */
  private double promise(Sketches.Sketch sketch) {
    return sketch.score() * task.prior("templates/" + sketch.operator());
  }
}
