package dev.hephaestus.server.repair.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The instructions, the same for every task so that providers can cache them. */
final class SystemPrompt {
  private static final String RESOURCE = "system-prompt.txt";

  private SystemPrompt() {}

  static String load() {
    try (InputStream in = SystemPrompt.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + RESOURCE + "; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
