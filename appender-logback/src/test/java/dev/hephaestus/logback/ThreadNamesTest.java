package dev.hephaestus.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The threads here have no names, as virtual ones, which older JVMs lack. */
final class ThreadNamesTest {
  private final LoggerContext context = new LoggerContext();
  private final ThreadNames names = new ThreadNames();

  private LoggingEvent event() {
    return new LoggingEvent(
        "fqcn", context.getLogger("shop.Checkout"), Level.INFO, "sold", null, null);
  }

  private static void onNameless(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work, "");
    thread.start();
    thread.join();
  }

  @Test
  void theNameIsTheOneThatLogbackGives() throws InterruptedException {
    List<String> ours = new CopyOnWriteArrayList<>();
    List<String> logbacks = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 3; i++) {
      onNameless(
          () -> {
            for (int k = 0; k < 2; k++) {
              LoggingEvent event = event();
              names.tell(event);
              ours.add(event.getThreadName());
              logbacks.add(event().getThreadName());
            }
          });
    }

    assertThat(ours).hasSize(6).isEqualTo(logbacks);
  }

  @Test
  void theEventKnowsItsThreadWhereverItIsAskedLater() throws InterruptedException {
    LoggingEvent[] events = {event(), event(), event()};
    List<String> expected = new CopyOnWriteArrayList<>();
    onNameless(
        () -> {
          expected.add(event().getThreadName());
          names.tell(events[0]);
          names.tell(events[1]);
          Thread.currentThread().setName("renamed");
          names.tell(events[2]);
          Thread.currentThread().setName("renamed again");
        });

    assertThat(events[0].getThreadName()).isEqualTo(expected.get(0));
    assertThat(events[1].getThreadName()).isEqualTo(expected.get(0));
    assertThat(events[2].getThreadName()).isEqualTo("renamed");
  }

  @Test
  void aNameThatTheEventHasAlreadyStays() throws InterruptedException {
    LoggingEvent[] events = {event(), event()};
    events[0].setThreadName("where it was logged");
    events[1].setThreadName("where it was logged");
    onNameless(
        () -> {
          names.tell(event());
          names.tell(events[0]);
          names.tell(events[1]);
        });

    assertThat(events).extracting(LoggingEvent::getThreadName).containsOnly("where it was logged");
  }
}
