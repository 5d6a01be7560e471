package dev.hephaestus.benchmarks.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code benchmarks/run outage [seconds=5] [rounds=3] [rate=5000]}: how long a logging statement
 * takes, how much heap the client keeps and how long it takes to start and to stop, while the
 * server is up, down, hanging, refusing, slow and resetting.
 *
 * <p>One thread logs at a steady rate, one record of a hundred an ERROR with a throwable and the
 * rest INFO, all of them shipped, which is more than the slow server takes. The states take turns
 * in each round, so that what else the machine does hits all of them alike; the figures of a state
 * are those of all its rounds. What is compared with "up" is compared with both of its rows
 * together; how far apart they are shows what the ratios are worth.
 */
public final class Outage {
  private Outage() {}

  /** Prints one row for each state of the server; fails where one is not as promised. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.clearProperty("hephaestus.home"); // The launcher's: clients would warn of it.
    int seconds = 5;
    int rounds = 3;
    int rate = 5_000;
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      switch (pair[0]) {
        case "seconds" -> seconds = Integer.parseInt(pair[1]);
        case "rounds" -> rounds = Integer.parseInt(pair[1]);
        case "rate" -> rate = Integer.parseInt(pair[1]);
        default -> throw new IllegalArgumentException("no such option: " + argument);
      }
    }
    System.exit(run(seconds, rounds, rate) ? 0 : 1);
  }

  private static boolean run(int seconds, int rounds, int rate)
      throws IOException, InterruptedException {
    Map<FaultyProxy.Fault, OutageFigures> figures = new EnumMap<>(FaultyProxy.Fault.class);
    OutageFigures again = new OutageFigures();
    try (SinkProcess process = SinkProcess.start()) {
      OutageRound round = new OutageRound(process.sinks().grpc(), seconds, rate);
      round.run(FaultyProxy.Fault.UP, new OutageFigures()); // Warms up; is not shown.
      for (int i = 0; i < rounds; i++) {
        for (FaultyProxy.Fault fault : FaultyProxy.Fault.values()) {
          round.run(fault, figures.computeIfAbsent(fault, first -> new OutageFigures()));
        }
        round.run(FaultyProxy.Fault.UP, again);
      }
    }
    OutageFigures up = new OutageFigures();
    up.nanos.add(figures.getOrDefault(FaultyProxy.Fault.UP, up).nanos);
    up.nanos.add(again.nanos);
    System.out.print(OutageFigures.HEADER);
    figures.forEach((fault, each) -> System.out.println(each.row(label(fault), up)));
    System.out.println(again.row("up, again", up));
    System.out.printf(
        Locale.ROOT,
        "%n%d records a second, %d times %d s each; load %.1f%n",
        rate,
        rounds,
        seconds,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    figures.forEach((fault, each) -> each.warned().forEach(line -> say(label(fault), line)));
    again.warned().forEach(line -> say("up, again", line));
    return isAsPromised(figures, up);
  }

  private static void say(String label, String line) {
    System.out.println(label + " warned: " + line);
  }

  private static String label(FaultyProxy.Fault fault) {
    return fault.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isAsPromised(
      Map<FaultyProxy.Fault, OutageFigures> figures, OutageFigures up) {
    boolean kept = true;
    for (Map.Entry<FaultyProxy.Fault, OutageFigures> each : figures.entrySet()) {
      for (String broken : each.getValue().broken(up)) {
        System.out.println("not as promised, " + each.getKey() + ": " + broken);
        kept = false;
      }
    }
    return kept;
  }
}
