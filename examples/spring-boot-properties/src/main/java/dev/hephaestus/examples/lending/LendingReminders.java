package dev.hephaestus.examples.lending;

import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Reminds every reader once, and ends. */
@SpringBootApplication
public class LendingReminders implements CommandLineRunner {

  private static final Logger LOG = LoggerFactory.getLogger(LendingReminders.class);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final Delay delay = new Delay(TODAY);

  /** Runs and ends. */
  public static void main(String[] args) {
    SpringApplication.run(LendingReminders.class, args);
  }

  @Override
  public void run(String... args) {
    for (Reader reader : readers()) {
      try {
        LOG.info("{} is {} days late on average", reader.name(), delay.averageDays(reader));
      } catch (RuntimeException e) {
        LOG.error("Could not remind {}", reader.name(), e);
      }
    }
  }

  private static List<Reader> readers() {
    return List.of(
        new Reader("Ada", List.of(TODAY.minusDays(3), TODAY.minusDays(9))),
        new Reader("Grace", List.of(TODAY.plusDays(4))),
        new Reader("Edsger", List.of()));
  }
}
