package dev.hephaestus.server.repository;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Measures what it costs to index a repository, to open its index again, and to follow it from
 * commit to commit.
 *
 * <p>Arguments: the folder of a Git repository with a work tree, to which commits on no branch are
 * added; and optionally how many rounds are done in this process, for the first one compiles as it
 * goes. Times are given on the wall, and in CPU time of all threads, which other work on the
 * machine does not touch.
 */
final class SnapshotBenchmark {

  private static final int CHANGES = 40;

  private final Path repository;
  private final PrintStream out;
  private long bytes;
  private int files;

  private SnapshotBenchmark(Path repository, PrintStream out) {
    this.repository = repository;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    SnapshotBenchmark benchmark = new SnapshotBenchmark(Path.of(args[0]), System.out);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    for (int round = 1; round <= rounds; round++) {
      benchmark.out.printf("round %d%n", round);
      benchmark.round();
    }
  }

  private void round() throws IOException {
    Path cache = Files.createTempDirectory("index-benchmark");
    SnapshotLimits limits = SnapshotLimits.DEFAULT;
    try {
      long empty = heap();
      try (GitRepositories repositories = new GitRepositories(cache, limits)) {
        Snapshot snapshot = open(repositories, "opened, nothing known", Optional.empty());
        count(snapshot);
        Stopwatch watch = new Stopwatch();
        snapshot.index();
        out.printf(
            Locale.ROOT,
            "  indexed %d sources, %.1f MB: %s, %.1f MB/s, %.1f MB a CPU second%n",
            files,
            bytes / 1e6,
            watch,
            bytes / 1e6 / watch.wallSeconds(),
            bytes / 1e6 / watch.cpuSeconds());
        long used = heap() - empty;
        out.printf(
            Locale.ROOT,
            "  heap %.1f MB, %.2f times the sources%n",
            used / 1e6,
            used / (double) bytes);
        changes(repositories, snapshot);
      }
      try (GitRepositories repositories = new GitRepositories(cache, limits)) {
        Snapshot snapshot = open(repositories, "opened again", Optional.empty());
        Stopwatch watch = new Stopwatch();
        snapshot.index();
        out.printf("  index read from %.1f MB: %s%n", size(cache) / 1e6, watch);
      }
    } finally {
      delete(cache);
    }
  }

  private Snapshot open(GitRepositories repositories, String what, Optional<String> commit) {
    Stopwatch watch = new Stopwatch();
    Snapshot snapshot = repositories.snapshot(RepositoryLocation.of(repository.toString()), commit);
    if (!what.isEmpty()) {
      out.printf("  %s: %s%n", what, watch);
    }
    return snapshot;
  }

  private void count(Snapshot snapshot) {
    List<SourceFile> sources =
        snapshot.files().stream().filter(file -> file.language().isSource()).toList();
    files = sources.size();
    bytes = sources.stream().mapToLong(SourceFile::size).sum();
  }

  /** Each commit changes one more file than the one before it. */
  private void changes(GitRepositories repositories, Snapshot first) throws IOException {
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    List<SourceFile> sources = first.files().stream().filter(SourceFile::isJava).toList();
    try (Repository git = new FileRepositoryBuilder().setWorkTree(repository.toFile()).build()) {
      String commit = first.commit();
      for (int i = 0; i < CHANGES; i++) {
        SourceFile file = sources.get((int) ((long) i * sources.size() / CHANGES));
        commit = commit(git, commit, file.path(), first.text(file.path()) + "\nclass Added {}\n");
        Stopwatch watch = new Stopwatch();
        open(repositories, "", Optional.of(commit)).index();
        wall.add(1e3 * watch.wallSeconds());
        cpu.add(1e3 * watch.cpuSeconds());
      }
    }
    wall.sort(null);
    cpu.sort(null);
    out.printf(
        Locale.ROOT,
        "  commit with a changed file to index: median %.1f ms, worst %.1f ms; CPU %.1f, %.1f ms%n",
        wall.get(CHANGES / 2),
        wall.get(CHANGES - 1),
        cpu.get(CHANGES / 2),
        cpu.get(CHANGES - 1));
  }

  private static String commit(Repository git, String parent, String path, String text)
      throws IOException {
    try (ObjectInserter inserter = git.newObjectInserter();
        RevWalk walk = new RevWalk(git)) {
      ObjectId before = ObjectId.fromString(parent);
      DirCache tree = DirCache.read(walk.getObjectReader(), walk.parseCommit(before).getTree());
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
      DirCacheEditor editor = tree.editor();
      editor.add(
          new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
              entry.setFileMode(FileMode.REGULAR_FILE);
              entry.setObjectId(blob);
            }
          });
      editor.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree.writeTree(inserter));
      commit.setParentId(before);
      commit.setAuthor(new PersonIdent("benchmark", "benchmark@localhost"));
      commit.setCommitter(commit.getAuthor());
      commit.setMessage("changed " + path);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id.name();
    }
  }

  private static final class Stopwatch {

    private final long wall = System.nanoTime();
    private final long cpu = cpuNanos();
    private double wallSeconds = -1;
    private double cpuSeconds;

    private static long cpuNanos() {
      return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }

    private void stop() {
      if (wallSeconds < 0) {
        wallSeconds = (System.nanoTime() - wall) / 1e9;
        cpuSeconds = (cpuNanos() - cpu) / 1e9;
      }
    }

    double wallSeconds() {
      stop();
      return wallSeconds;
    }

    double cpuSeconds() {
      stop();
      return cpuSeconds;
    }

    @Override
    public String toString() {
      stop();
      return String.format(Locale.ROOT, "%.3f s, %.3f s of CPU", wallSeconds, cpuSeconds);
    }
  }

  private static long heap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
