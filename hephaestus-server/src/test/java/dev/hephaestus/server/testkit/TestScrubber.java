package dev.hephaestus.server.testkit;

import dev.hephaestus.scrubbing.Scrubber;
import dev.hephaestus.server.ingest.RecordScrubber;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A scrubber as a server without settings has it. */
public final class TestScrubber {
  private TestScrubber() {}

  /** Its counts are nobody's. */
  public static RecordScrubber plain() {
    return new RecordScrubber(Scrubber.builder().build(), new SimpleMeterRegistry());
  }
}
