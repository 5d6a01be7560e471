package dev.hephaestus.server.validation.sandbox;

import java.nio.file.Path;

/**
 * A file or folder of the host that a sandbox shows.
 *
 * @param source where it is on the host
 * @param target where the sandbox shows it
 * @param writable whether the sandbox may change it
 */
public record Mount(Path source, Path target, boolean writable) {

  public Mount {
    if (!source.isAbsolute() || !target.isAbsolute()) {
      throw new IllegalArgumentException("a mount needs absolute paths: " + source);
    }
  }

  /** The same path inside and outside, read-only. */
  public static Mount readOnly(Path path) {
    return new Mount(path, path, false);
  }

  /** The same path inside and outside, writable. */
  public static Mount writable(Path path) {
    return new Mount(path, path, true);
  }
}
