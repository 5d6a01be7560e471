package dev.hephaestus.server.repair.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The instructions, the same for every task so that providers can cache them. */
final class SystemPrompt {
  static final String REPAIR = "system-prompt.txt";
  static final String TEST = "test-prompt.txt";

  private SystemPrompt() {}

  static String load(String resource) {
    try (InputStream in = SystemPrompt.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + resource + "; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
