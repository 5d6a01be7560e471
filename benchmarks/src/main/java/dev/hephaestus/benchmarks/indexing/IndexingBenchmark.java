package dev.hephaestus.benchmarks.indexing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Indexes one tree with ours, JavaParser, javac and ctags, in turns. */
@Command(
    name = "indexing",
    description = "How fast Java becomes symbols, beside JavaParser, javac and ctags.",
    mixinStandardHelpOptions = true)
public final class IndexingBenchmark implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "SOURCES",
      description = "A folder with Java files, or an archive such as a JDK's lib/src.zip.")
  private Path sources = Path.of(".");

  @Option(
      names = "--within",
      defaultValue = "java.base/",
      description = "Which entries of an archive. Default: ${DEFAULT-VALUE}")
  private String within = "java.base/";

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds measured, after one that is not. Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  private record Round(double seconds, double cpuSeconds, long found) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("hephaestus-indexing");
    SourceTree tree =
        Files.isDirectory(sources)
            ? SourceTree.of(sources.toAbsolutePath())
            : SourceTree.unpack(sources, within, Files.createDirectory(scratch.resolve("tree")));
    System.out.printf(
        Locale.ROOT,
        "%d files, %.1f MB, %d processors, medians of %d rounds%n",
        tree.files().size(),
        tree.megabytes(),
        Runtime.getRuntime().availableProcessors(),
        rounds);
    List<Indexer> indexers = new ArrayList<>();
    indexers.add(new OurIndexer(GitTree.commit(tree, scratch.resolve("git")), scratch));
    indexers.add(new JavacIndexer());
    indexers.add(new JavaParserIndexer());
    if (CtagsIndexer.isInstalled()) {
      indexers.add(new CtagsIndexer());
    } else {
      System.out.println("ctags is left out: there is no Universal Ctags on the path");
    }
    print(tree, indexers, measure(tree, indexers));
    return 0;
  }

  /** All take turns, so that what else the machine does hits each of them. */
  private List<List<Round>> measure(SourceTree tree, List<Indexer> indexers)
      throws IOException, InterruptedException {
    List<List<Round>> measured = new ArrayList<>();
    indexers.forEach(each -> measured.add(new ArrayList<>()));
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < indexers.size(); i++) {
        double cpu = CpuTime.seconds();
        long start = System.nanoTime();
        long found = indexers.get(i).index(tree);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (round > 0) {
          measured.get(i).add(new Round(seconds, CpuTime.seconds() - cpu, found));
        }
      }
    }
    return measured;
  }

  private static void print(SourceTree tree, List<Indexer> indexers, List<List<Round>> measured) {
    System.out.printf("%-16s%10s%12s%12s%12s%n", "", "MB/s", "CPU s", "MB/CPU s", "found");
    for (int i = 0; i < indexers.size(); i++) {
      Round median =
          measured.get(i).stream()
              .sorted(Comparator.comparingDouble(Round::seconds))
              .toList()
              .get(measured.get(i).size() / 2);
      System.out.printf(
          Locale.ROOT,
          "%-16s%10.1f%12.2f%12.1f%12d%n",
          indexers.get(i).name(),
          tree.megabytes() / median.seconds(),
          median.cpuSeconds(),
          tree.megabytes() / median.cpuSeconds(),
          median.found());
    }
  }
}
