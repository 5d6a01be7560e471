package dev.hephaestus.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a secret from a file that {@code nameFile} names, or from the environment. */
final class SecretFile {

  private SecretFile() {}

  /** The secret of this name; never from YAML. */
  static Optional<String> of(Section section, String name) {
    Optional<String> direct = section.secret(name);
    Optional<String> file = section.text(name + "File");
    if (direct.isPresent() || file.isEmpty()) {
      return direct;
    }
    try {
      return Optional.of(Files.readString(Path.of(file.get())).strip())
          .filter(text -> !text.isEmpty());
    } catch (IOException e) {
      section.fault(name + "File", "cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }
}
