package dev.hephaestus.server.localization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.ingest.LogExcerptParser;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * How often the commit that logged a trace is found from the trace alone, when the branch has moved
 * on: arguments are the cases, their folder, the folder of mirrors, and by how many commits.
 */
final class RevisionBenchmark {

  private final LogExcerptParser parser = new LogExcerptParser(Clock.systemUTC());
  private final PrintStream out = System.out;
  private final Path folder;
  private final Path mirrors;
  private final GitRepositories repositories;

  private RevisionBenchmark(Path folder, Path mirrors, GitRepositories repositories) {
    this.folder = folder;
    this.mirrors = mirrors;
    this.repositories = repositories;
  }

  public static void main(String[] arguments) throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      cases.add(new ObjectMapper().readTree(line));
    }
    Path cache = Files.createTempDirectory("revisions");
    try (GitRepositories repositories = new GitRepositories(cache)) {
      RevisionBenchmark benchmark =
          new RevisionBenchmark(Path.of(arguments[1]), Path.of(arguments[2]), repositories);
      for (int i = 3; i < arguments.length; i++) {
        benchmark.run(cases, Integer.parseInt(arguments[i]));
      }
    }
  }

  private void run(List<JsonNode> cases, int later) throws IOException {
    int usable = 0;
    int headSame = 0;
    int same = 0;
    List<Double> millis = new ArrayList<>();
    for (JsonNode each : cases) {
      String id = each.path("id").asText();
      RepositoryLocation mirror =
          RepositoryLocation.of(
              mirrors
                  .resolve(each.path("repo").asText().replace('/', '+'))
                  .resolve("repo")
                  .toString());
      String commit = each.path("parent").asText();
      LogRecord record =
          parser.parseFirst(Files.readString(folder.resolve(id).resolve("event.json")));
      Snapshot logged =
          repositories.snapshot(
              RepositoryLocation.of(folder.resolve(id).resolve("repo").toString()),
              Optional.empty());
      Snapshot truth = repositories.snapshot(mirror, Optional.of(commit));
      Optional<String> head = after(mirror, commit, later);
      if (head.isEmpty() || !lines(logged, record).equals(lines(truth, record))) {
        continue;
      }
      usable++;
      Snapshot newest = repositories.snapshot(mirror, head);
      long start = System.nanoTime();
      RevisionChoice choice =
          new RevisionChooser(repositories).choose(mirror, Optional.empty(), "", record, newest);
      millis.add((System.nanoTime() - start) / 1e6);
      Snapshot chosen = repositories.snapshot(mirror, Optional.of(choice.commit()));
      boolean right = lines(chosen, record).equals(lines(truth, record));
      headSame += lines(newest, record).equals(lines(truth, record)) ? 1 : 0;
      same += right ? 1 : 0;
      out.printf(
          Locale.ROOT,
          "   %-12s %s %s %.1f/%d %s%n",
          id,
          right ? "right" : "WRONG",
          choice.how(),
          choice.fit().score(),
          choice.fit().frames(),
          choice.reason());
    }
    millis.sort(null);
    out.printf(
        Locale.ROOT,
        "%5d commits later: %d cases; head has the same lines in %d, the chosen commit in %d;"
            + " median %.0f ms, worst %.0f ms%n",
        later,
        usable,
        headSame,
        same,
        millis.get(millis.size() / 2),
        millis.get(millis.size() - 1));
  }

  /** The text of each line that the trace speaks of. */
  private static List<String> lines(Snapshot snapshot, LogRecord record) {
    FrameResolver resolver = new FrameResolver(snapshot);
    List<String> texts = new ArrayList<>();
    for (TraceLine line : TraceLine.of(record.thrown())) {
      Optional<MethodDeclaration> method = resolver.resolve(line.frame());
      texts.add(
          method
              .map(
                  found ->
                      snapshot
                          .text(found.path())
                          .lines()
                          .skip(line.frame().line() - 1L)
                          .findFirst()
                          .orElse(""))
              .orElse("-"));
    }
    return texts;
  }

  private Optional<String> after(RepositoryLocation mirror, String commit, int later)
      throws IOException {
    try (Repository git =
            new FileRepositoryBuilder().setGitDir(Path.of(mirror.location()).toFile()).build();
        RevWalk walk = new RevWalk(git)) {
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.REVERSE, true);
      RevCommit from = walk.parseCommit(ObjectId.fromString(commit));
      walk.markStart(walk.parseCommit(git.resolve("HEAD")));
      walk.markUninteresting(from);
      List<ObjectId> newer = new ArrayList<>();
      walk.forEach(next -> newer.add(next.copy()));
      int seen = 0;
      String last = "";
      try (RevWalk fresh = new RevWalk(git)) {
        for (ObjectId next : newer) {
          if (seen < later
              && fresh.isMergedInto(fresh.parseCommit(from), fresh.parseCommit(next))) {
            seen++;
            last = next.name();
          }
        }
      }
      return later == 0 ? Optional.of(commit) : Optional.of(last).filter(name -> !name.isEmpty());
    }
  }
}
