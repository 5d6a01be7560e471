package dev.hephaestus.server.delivery;

import java.util.Objects;

/**
 * A file as it is to be committed.
 *
 * @param path from the repository's root
 * @param content its bytes, in the encoding that it had; not to be changed
 * @param executable whether its executable bit is set
 */
// Bytes, and no copy of them at each hand: these live between two calls.
@SuppressWarnings("ArrayRecordComponent")
public record FileEdit(String path, byte[] content, boolean executable) {

  public FileEdit {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(content, "content");
  }
}
