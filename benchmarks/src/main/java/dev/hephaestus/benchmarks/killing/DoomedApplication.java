package dev.hephaestus.benchmarks.killing;

import dev.hephaestus.client.ClientConfiguration;
import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.EventReader;
import dev.hephaestus.client.HephaestusClient;
import dev.hephaestus.client.RecordLevel;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Logs errors from some threads until it is killed; after each {@code append} that returned it
 * writes the error's id into a file, without a buffer of its own.
 *
 * <p>The client is configured by system properties.
 */
final class DoomedApplication {
  private static final int CONTEXT_RECORDS = 3;

  private final HephaestusClient client;
  private final String name;
  private final Path ids;
  private final long calmNanos;

  private DoomedApplication(HephaestusClient client, String name, Path ids, long calmNanos) {
    this.client = client;
    this.name = name;
    this.ids = ids;
    this.calmNanos = calmNanos;
  }

  /** Name of this life, folder for the ids, number of threads, milliseconds without an error. */
  public static void main(String[] arguments) {
    HephaestusClient client =
        new HephaestusClient(
            ClientConfiguration.builder("doomed").build(), new SilentStatus(), solution -> {});
    client.start();
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      String name = arguments[0] + "-" + i;
      DoomedApplication thread =
          new DoomedApplication(
              client,
              name,
              Path.of(arguments[1]).resolve(name),
              TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[3])));
      new Thread(thread::log, name).start();
    }
  }

  private void log() {
    try (FileOutputStream returned = new FileOutputStream(ids.toFile())) {
      for (long start = System.nanoTime(); System.nanoTime() - start < calmNanos; ) {
        client.append(new Event(RecordLevel.INFO, "as usual"), Reader.OF_EVENTS);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000_000));
      }
      for (int i = 0; ; i++) {
        for (int j = 0; j < CONTEXT_RECORDS; j++) {
          client.append(new Event(RecordLevel.INFO, "before"), Reader.OF_EVENTS);
        }
        String id = name + "-" + i;
        client.append(new Event(RecordLevel.ERROR, id), Reader.OF_EVENTS);
        returned.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000));
      }
    } catch (IOException full) {
      throw new IllegalStateException("the id of an error could not be written to " + ids, full);
    }
  }

  private record Event(RecordLevel level, String message) {}

  private enum Reader implements EventReader<Event> {
    OF_EVENTS;

    @Override
    public RecordLevel level(Event event) {
      return event.level;
    }

    @Override
    public String logger(Event event) {
      return "doomed.Worker";
    }

    @Override
    public ClientRecord read(Event event) {
      ClientRecord record =
          ClientRecord.of(System.currentTimeMillis() * 1_000_000, event.level, "doomed.Worker")
              .thread(Thread.currentThread().getName())
              .template(event.message)
              .message(event.message);
      return event.level == RecordLevel.ERROR
          ? record.throwable(new IllegalStateException(event.message))
          : record;
    }
  }
}
