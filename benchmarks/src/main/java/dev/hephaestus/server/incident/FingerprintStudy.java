package dev.hephaestus.server.incident;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Measures how often fingerprints split one fault and merge two.
 *
 * <p>Usage: {@code fingerprints [--cases FILE] [--trigger-tests DIR] [--with CLASSPATH]
 * [--verbose]}. The class path is of libraries whose proxies are to stand before the faults that
 * are really run: Spring AOP, Byte Buddy.
 */
public final class FingerprintStudy {

  private FingerprintStudy() {}

  /** Runs the study. */
  public static void main(String[] args) throws Exception {
    String cases = "";
    String tests = "";
    String with = "";
    boolean verbose = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--cases" -> cases = args[++i];
        case "--trigger-tests" -> tests = args[++i];
        case "--with" -> with = args[++i];
        case "--verbose" -> verbose = true;
        default -> throw new IllegalArgumentException("not an option: " + args[i]);
      }
    }
    System.out.println(
        "| set | records | faults | groups | split, % of pairs of one fault |"
            + " merged, % of pairs in one group | grouped exactly, % |");
    System.out.println("|---|---|---|---|---|---|---|");
    Path folder = Files.createTempDirectory("fingerprints");
    List<LabelledRecord> run = new ArrayList<>();
    for (int release = 0; release < 3; release++) {
      run.addAll(new ShopRelease(release, folder, with).records());
    }
    report("really run", shuffled(run), verbose);
    if (!cases.isEmpty()) {
      report("logged by real programs", shuffled(KnownFaults.read(Path.of(cases))), verbose);
    }
    if (!tests.isEmpty()) {
      CallersStudy.report(DeveloperTests.read(Path.of(tests)), verbose);
    }
    List<LabelledRecord> messages = MadeMessages.make(200, 7);
    report("messages without a template", messages, verbose);
    PlainDrain drain = new PlainDrain();
    show(
        "the same, by Drain alone",
        messages,
        each -> drain.group(each.record().message()),
        verbose);
    show(
        "the same, masked only",
        messages,
        each -> new Fingerprinter().fingerprint(each.record(), List.of()).hex(),
        verbose);
  }

  private static List<LabelledRecord> shuffled(List<LabelledRecord> records) {
    Collections.shuffle(records, new Random(1));
    return records;
  }

  private static void report(String name, List<LabelledRecord> records, boolean verbose) {
    Fingerprinter fingerprinter = new Fingerprinter(new TemplateMiner());
    show(
        name,
        records,
        each -> fingerprinter.fingerprint("n", each.record(), List.of()).hex(),
        verbose);
  }

  private static void show(
      String name,
      List<LabelledRecord> records,
      Function<LabelledRecord, String> grouping,
      boolean verbose) {
    // Once each: Drain learns from what it sees.
    IdentityHashMap<LabelledRecord, String> groups = new IdentityHashMap<>();
    records.forEach(each -> groups.put(each, grouping.apply(each)));
    PairErrors errors = PairErrors.of(records, each -> groups.getOrDefault(each, ""));
    System.out.println(errors.line(name));
    System.out.println(
        "  " + FaultShares.of(records, each -> groups.getOrDefault(each, "")).line());
    if (verbose) {
      errors.mixed().forEach(mixed -> System.out.println("  merged: " + mixed));
      errors.scattered().forEach(fault -> System.out.println("  split: " + fault));
    }
  }
}
