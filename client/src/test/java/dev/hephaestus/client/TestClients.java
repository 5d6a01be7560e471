package dev.hephaestus.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configurations, records and a status log for tests. */
final class TestClients {
  /** As usual, but for what tests would have to wait for. */
  static final Timing TIMING =
      new Timing(
          Duration.ofSeconds(10),
          Duration.ofSeconds(35),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMillis(50));

  private TestClients() {}

  /** For a server there, from these options alone: key, value, key, value … */
  static ClientConfiguration configuration(String endpoint, String... options) {
    Map<String, String> properties = new HashMap<>();
    properties.put("hephaestus.endpoint", endpoint);
    properties.put("hephaestus.service", "shop");
    properties.put("hephaestus.repository", "/src/shop");
    properties.put("hephaestus.reconnectMin", "20ms");
    properties.put("hephaestus.reconnectMax", "100ms");
    properties.put("hephaestus.linger", "20ms");
    properties.put("hephaestus.shutdownHook", "false");
    properties.put("hephaestus.shutdownTimeout", "300ms");
    properties.put("hephaestus.spool", "none");
    for (int i = 0; i < options.length; i += 2) {
      properties.put("hephaestus." + options[i], options[i + 1]);
    }
    return ClientConfiguration.builder("hephaestus-test")
        .properties(properties::get)
        .environment(name -> null)
        .build();
  }

  /** Reads records as they are. */
  static class Plain implements EventReader<ClientRecord> {
    @Override
    public RecordLevel level(ClientRecord record) {
      return record.level();
    }

    @Override
    public String logger(ClientRecord record) {
      return record.logger();
    }

    @Override
    public ClientRecord read(ClientRecord record) {
      return record;
    }
  }

  static ClientRecord record(RecordLevel level, String message) {
    return ClientRecord.of(1_700_000_000_000_000_001L, level, "shop.Checkout")
        .thread("main")
        .template(message)
        .message(message);
  }

  static ClientRecord error(String message) {
    return record(RecordLevel.ERROR, message);
  }

  static ClientRecord info(String message) {
    return record(RecordLevel.INFO, message);
  }

  /** Remembers what it was told. */
  static final class StatusLog implements StatusReporter {
    final List<String> infos = Collections.synchronizedList(new ArrayList<>());
    final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    final List<String> solutions = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void info(String message) {
      infos.add(message);
    }

    @Override
    public void warn(String message, @Nullable Throwable cause) {
      warnings.add(cause == null ? message : message + " " + cause);
    }

    @Override
    public void solution(String line) {
      solutions.add(line);
    }
  }
}
