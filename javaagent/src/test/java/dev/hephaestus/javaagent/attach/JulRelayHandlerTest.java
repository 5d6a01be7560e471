package dev.hephaestus.javaagent.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;

class JulRelayHandlerTest {

  private final Logger root = Logger.getAnonymousLogger();
  private final Relay<JulEvent> relay = new Relay<>(new NoSinks(), () -> false);

  @Test
  void aSoleConsoleHandlerSeemsToBeThereStill() {
    ConsoleHandler console = new ConsoleHandler();
    console.setLevel(Level.SEVERE);
    root.addHandler(console);
    JulRelayHandler.putOn(root, relay);

    assertThat(root.getHandlers()).singleElement().isInstanceOf(ConsoleHandler.class);
    assertThat(JulRelayHandler.isOn(root)).isTrue();
    Handler seen = root.getHandlers()[0];
    assertThat(seen.getLevel()).isEqualTo(Level.SEVERE);
    assertThat(seen.getFormatter()).isSameAs(console.getFormatter());
    seen.setLevel(Level.FINE);
    seen.setFilter(record -> false);
    assertThat(console.getLevel()).isEqualTo(Level.FINE);
    assertThat(console.getFilter()).isNotNull();
  }

  @Test
  void aConsoleHandlerThatComesLaterIsStoodInForToo() {
    JulRelayHandler.putOn(root, relay);
    root.addHandler(new ConsoleHandler());
    JulRelayHandler.settle(root);
    assertThat(root.getHandlers()).singleElement().isInstanceOf(JulRelayHandler.class);
    root.addHandler(new ConsoleHandler());
    JulRelayHandler.settle(root);
    assertThat(root.getHandlers()).hasSize(2);
  }

  @Test
  void theConsoleStillPrintsWhatItPrinted() {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      root.addHandler(new ConsoleHandler());
    } finally {
      System.setErr(before);
    }
    JulRelayHandler.putOn(root, relay);
    for (Handler handler : root.getHandlers()) {
      handler.publish(new LogRecord(Level.INFO, "shown"));
      handler.publish(new LogRecord(Level.FINE, "fine"));
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).containsOnlyOnce("shown");
    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("fine");
  }

  @Test
  void handlersOfTheApplicationsOwnStay() {
    Handler own = new StreamHandler(new ByteArrayOutputStream(), new SimpleFormatter());
    root.addHandler(own);
    JulRelayHandler.putOn(root, relay);
    assertThat(root.getHandlers()).hasSize(2).contains(own);
  }

  @Test
  void whereThereIsNoConsoleNothingIsPrinted() {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      JulRelayHandler.putOn(root, relay);
      root.getHandlers()[0].publish(new LogRecord(Level.SEVERE, "hidden"));
      root.getHandlers()[0].flush();
    } finally {
      System.setErr(before);
    }
    assertThat(printed.size()).isZero();
  }

  private static final class NoSinks implements SinkFactory<JulEvent> {

    @Override
    public Optional<Sink<JulEvent>> open() {
      return Optional.empty();
    }

    @Override
    public boolean isPressing(JulEvent event) {
      return false;
    }

    @Override
    public boolean isOwed() {
      return false;
    }

    @Override
    public JulEvent kept(JulEvent event) {
      return event;
    }
  }
}
