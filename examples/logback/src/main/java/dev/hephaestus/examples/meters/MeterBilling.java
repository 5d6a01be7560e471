package dev.hephaestus.examples.meters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bills every reading of {@code readings.csv}. */
public final class MeterBilling {

  private static final Logger LOG = LoggerFactory.getLogger(MeterBilling.class);
  private static final long PAUSE_MS = 500;

  private final ReadingParser parser = new ReadingParser();
  private final Tariff tariff = new Tariff(250, 34, 29);

  private MeterBilling() {}

  /** Runs and ends. */
  public static void main(String[] args) throws IOException, InterruptedException {
    new MeterBilling().bill(lines());
  }

  private void bill(List<String> lines) throws InterruptedException {
    LOG.info("Billing {} readings", lines.size());
    int billed = 0;
    for (String line : lines) {
      try {
        Reading reading = parser.parse(line);
        LOG.info("Meter {} owes {} cents", reading.meter(), tariff.cents(reading));
        billed++;
      } catch (RuntimeException e) {
        LOG.error("Could not bill the reading {}", line, e);
      }
      Thread.sleep(PAUSE_MS);
    }
    LOG.info("Billed {} of {} readings", billed, lines.size());
  }

  private static List<String> lines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(MeterBilling.class.getResourceAsStream("/readings.csv")),
                StandardCharsets.UTF_8))) {
      return reader.lines().collect(Collectors.toList());
    }
  }
}
