package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.build.IncrementalBuild.TestFault;
import dev.hephaestus.server.validation.reproduction.fixture.FixtureCopy;
import dev.hephaestus.server.validation.reproduction.fixture.TestClass;
import dev.hephaestus.server.validation.reproduction.fixture.Variation;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Many variations compiled and run together: a class for each fixture, a method for each variation.
 *
 * <p><i>Shape:</i> variations are made without types, so that some do not compile; the compiler
 * names their lines, and the rest is compiled again without them.
 */
final class ReplayBatch {
  private static final int ROUNDS = 4;
  private static final long MAX_BYTES = 16 * 1024;

  private final IncrementalBuild build;
  private final SearchProgram program;
  private final FaultTarget target;
  private final Path classes;
  private final List<Variation> variations;
  private final Set<Variation> left;
  private final Map<String, Copy> copies = new LinkedHashMap<>();

  ReplayBatch(
      IncrementalBuild build,
      SearchProgram program,
      FaultTarget target,
      Path classes,
      List<Variation> variations) {
    this.build = build;
    this.program = program;
    this.target = target;
    this.classes = classes;
    this.variations = List.copyOf(variations);
    this.left = new HashSet<>(variations);
  }

  /** One written class, with the variations that its methods are, in order. */
  private record Copy(List<Variation> variations, FixtureCopy.Written written) {}

  /**
   * A variation that failed as it was logged.
   *
   * @param frames how many of the logged calls were on the stack
   * @param message whether the message was the same
   * @param line the line of the variation at which it failed, from 1, or 0
   */
  record Found(Variation variation, int frames, boolean message, int line) {}

  /** Compiles and runs. */
  List<Found> run(Duration time) throws IOException {
    boolean compiled = false;
    for (int round = 0; round < ROUNDS && !compiled && !left.isEmpty(); round++) {
      compiled = compile();
    }
    if (!compiled || left.isEmpty()) {
      return List.of();
    }
    List<Variation> order = variations.stream().filter(left::contains).toList();
    Map<Variation, String> names = new LinkedHashMap<>();
    copies.forEach(
        (name, copy) -> {
          for (int i = 0; i < copy.variations().size(); i++) {
            names.put(copy.variations().get(i), name + "#v" + i);
          }
        });
    Properties request = target.request(build.project());
    SearchProgram.list(request, "method", order.stream().map(names::get).toList());
    Path output = program.run("ReplaySearch", request, List.of(classes), time);
    return read(output, order, names);
  }

  private boolean compile() {
    copies.clear();
    Map<TestClass, List<Variation>> byFixture = new LinkedHashMap<>();
    variations.stream()
        .filter(left::contains)
        .forEach(
            variation ->
                byFixture
                    .computeIfAbsent(variation.scenario().fixture(), fixture -> new ArrayList<>())
                    .add(variation));
    Map<String, String> sources = new LinkedHashMap<>();
    byFixture.forEach(
        (fixture, own) -> {
          String simple = fixture.name() + "Replayed";
          List<String> methods = new ArrayList<>();
          own.forEach(
              variation ->
                  methods.add(
                      "public void v"
                          + methods.size()
                          + "() throws Throwable {\n"
                          + variation.body()
                          + "\n}"));
          FixtureCopy.Written written = new FixtureCopy(fixture).whole(simple, methods);
          String name =
              fixture.packageName().isEmpty() ? simple : fixture.packageName() + "." + simple;
          copies.put(name, new Copy(own, written));
          sources.put(name, written.source());
        });
    List<TestFault> faults = build.compileTests(sources, classes);
    faults.forEach(this::leaveOut);
    return faults.isEmpty();
  }

  private void leaveOut(TestFault fault) {
    Copy copy = copies.get(fault.className());
    if (copy == null) {
      return;
    }
    int at = copy.written().firstLines().size() - 1;
    while (at >= 0 && copy.written().firstLines().get(at) > fault.line()) {
      at--;
    }
    int end = lastLine(copy);
    if (at < 0 || fault.line() > end) {
      copy.variations().forEach(left::remove); // what all of them stand on does not compile
    } else {
      left.remove(copy.variations().get(at));
    }
  }

  private static int lastLine(Copy copy) {
    int last = copy.variations().size() - 1;
    long lines = copy.variations().get(last).body().chars().filter(c -> c == '\n').count();
    return copy.written().firstLines().get(last) + (int) lines + 2;
  }

  private List<Found> read(Path output, List<Variation> order, Map<Variation, String> names)
      throws IOException {
    List<Found> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(output)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".properties")).toList()) {
        Properties hit = new Properties();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES) {
          try (Reader reader = Files.newBufferedReader(file)) {
            hit.load(reader);
            found.add(found(hit, order, names));
          } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // It comes out of the sandbox, where foreign code may have written it.
          }
        }
      }
    }
    return found;
  }

  private Found found(Properties hit, List<Variation> order, Map<Variation, String> names) {
    Variation variation = order.get(Integer.parseInt(hit.getProperty("index", "-1")));
    String name = String.valueOf(names.get(variation));
    Copy copy = copies.get(name.substring(0, name.indexOf('#')));
    int first =
        copy == null ? 0 : copy.written().firstLines().get(copy.variations().indexOf(variation));
    int line = Integer.parseInt(hit.getProperty("line", "0")) - first;
    return new Found(
        variation,
        Integer.parseInt(hit.getProperty("frames", "0")),
        Boolean.parseBoolean(hit.getProperty("message")),
        Math.max(0, line));
  }
}
