package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.localization.Suspect;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Draft;
import dev.hephaestus.server.repair.Drafts;
import dev.hephaestus.server.repair.Exchange;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.Proposer;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repair.TestAuthor;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.validation.Adoption;
import dev.hephaestus.server.validation.Baseline;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import dev.hephaestus.server.validation.Workbench;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A repair whose stages say what a test has them say, and that notes what they were asked. */
final class Script {
  static final Reproduction SHOWN =
      new Reproduction("src/test/java/ATest.java", "class ATest {}", "ATest.a", "new A().a()");
  static final Feedback WRONG = new Feedback("it passes", List.of());

  final List<String> judged = new ArrayList<>();
  final List<String> adopted = new ArrayList<>();
  final List<Optional<Feedback>> feedbacks = new ArrayList<>();
  final List<RepairTask> tasks = new ArrayList<>();
  final Map<String, Verdict> verdicts = new HashMap<>();
  final List<TestAuthor> authors = new ArrayList<>();
  Optional<Reproduction> found = Optional.of(SHOWN);
  String adoptable = "";
  String blob = "b0";
  Experience experience = Experience.none();
  Runnable beforeJudging = () -> {};
  Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private int opened;

  int opened() {
    return opened;
  }

  Outcome repair(RepairLimits limits, Journal journal, Proposer... proposers) {
    return pipeline(limits, proposers).repair(fault(), journal);
  }

  static Fault fault() {
    LogRecord record =
        LogRecord.of(
            Instant.EPOCH,
            Level.ERROR,
            "shop",
            "failed",
            Thrown.of("E", null, List.of(Frame.of("A", "a", "A.java", 1))));
    return new Fault(RepositoryLocation.of("/srv/shop"), Optional.empty(), "", record, "f1");
  }

  RepairPipeline pipeline(RepairLimits limits, Proposer... proposers) {
    return new RepairPipeline(
        (location, revision) -> snapshot(),
        (snapshot, record) -> new Localization("c0", List.of(suspect()), List.of()),
        (snapshot, localization, budget) -> new PackedContext(0, List.of()),
        authors,
        List.of(proposers),
        (task, progress) -> {
          opened++;
          return new Bench();
        },
        experience,
        limits,
        clock);
  }

  /** Proposes for nothing: for each origin the body of a method. */
  Proposer free(String name, String... originsAndBodies) {
    List<Proposal> proposals = new ArrayList<>();
    for (int i = 0; i < originsAndBodies.length; i += 2) {
      proposals.add(
          new Proposal.Candidate(
              patch(originsAndBodies[i + 1]), "cause", originsAndBodies[i], Cost.NONE));
    }
    return proposer(name, proposals.toArray(new Proposal[0]));
  }

  Proposer proposer(String name, Proposal... answers) {
    return new Proposer() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Proposals begin(RepairTask task) {
        tasks.add(task);
        Deque<Proposal> left = new ArrayDeque<>(Arrays.asList(answers));
        return feedback -> {
          feedbacks.add(feedback);
          return left.isEmpty()
              ? new Proposal.Abstention("no more ideas", Cost.NONE)
              : left.removeFirst();
        };
      }
    };
  }

  static Proposal.Candidate asked(String origin, String body, Cost cost) {
    return new Proposal.Candidate(
        patch(body), "cause", origin, cost, Optional.of(new Exchange("fix it", "done")));
  }

  TestAuthor author(Draft... answers) {
    return new TestAuthor() {
      @Override
      public String name() {
        return "writer";
      }

      @Override
      public Drafts begin(RepairTask task) {
        Deque<Draft> left = new ArrayDeque<>(Arrays.asList(answers));
        return feedback -> {
          feedbacks.add(feedback);
          return left.removeFirst();
        };
      }
    };
  }

  static Draft.Test draft(String source) {
    return new Draft.Test(
        SHOWN.path(), source, new Cost(10, 1, 0.5), Optional.of(new Exchange("test?", source)));
  }

  static Patch patch(String body) {
    return new Patch(
        List.of(
            new FileChange("A.java", "class A {}\n", "class A { void m() { " + body + " } }\n")));
  }

  static Verdict accepted(VerdictLevel level) {
    return new Verdict.Accepted(
        level,
        List.of("seen"),
        level == VerdictLevel.REPRODUCED ? Optional.of(SHOWN) : Optional.empty());
  }

  static Verdict rejected(Verdict.Check check, String reason) {
    return new Verdict.Rejected(check, reason, List.of());
  }

  private static Suspect suspect() {
    return new Suspect(
        1,
        new MethodDeclaration(
            "A", "a", "A.java", List.of(), "void", List.of(), new LineRange(1, 2)),
        1,
        List.of("top frame"));
  }

  Snapshot snapshot() {
    return (Snapshot)
        Proxy.newProxyInstance(
            Snapshot.class.getClassLoader(),
            new Class<?>[] {Snapshot.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "commit" -> "c0";
                  case "file" ->
                      Optional.of(new SourceFile(String.valueOf(arguments[0]), blob, 11, false));
                  default -> throw new AssertionError(method);
                });
  }

  private final class Bench implements Workbench {
    private Optional<Reproduction> shown = found;

    @Override
    public Baseline baseline() {
      return new Baseline("script", true, 3, List.of(), "");
    }

    @Override
    public Optional<Reproduction> reproduction() {
      return shown;
    }

    @Override
    public Adoption adopt(Draft.Test draft) {
      adopted.add(draft.source());
      if (!draft.source().equals(adoptable)) {
        return new Adoption.Refused(WRONG);
      }
      shown = Optional.of(new Reproduction(draft.path(), draft.source(), "ATest.a", "a()"));
      return new Adoption.Adopted(shown.get());
    }

    @Override
    public Verdict judge(Proposal.Candidate candidate) {
      beforeJudging.run();
      judged.add(candidate.origin());
      return verdicts.getOrDefault(
          candidate.origin(), rejected(Verdict.Check.COMPILES, "does not compile"));
    }

    @Override
    public void close() {}
  }
}
