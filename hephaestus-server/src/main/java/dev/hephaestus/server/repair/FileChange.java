package dev.hephaestus.server.repair;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file before and after.
 *
 * @param path relative to the repository's root
 * @param before its text, or null when the change creates it
 * @param after its text, with the line endings that it had
 */
public record FileChange(String path, @Nullable String before, String after) {

  public FileChange {
    Objects.requireNonNull(after, "after");
    if (path.isBlank()
        || path.startsWith("/")
        || path.contains("\\")
        || (path + "/").contains("../")
        || path.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("not a path inside a repository: " + path);
    }
  }
}
