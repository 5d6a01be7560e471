package dev.hephaestus.server.ingest;

import dev.hephaestus.server.HephaestusException;
import java.util.Objects;

/** What was to be written is not on disk, or may not be: it must not be acknowledged. */
public final class StorageException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why a disk does not take what it is given, as far as peers may know. */
  public enum Reason {
    /** No space is left. */
    DISK_FULL,
    /** Nothing may be written there. */
    READ_ONLY,
    /** Writing, or making sure that it is on disk, failed. */
    IO_ERROR,
    /** The database is damaged. */
    DAMAGED,
    /** Anything else. */
    OTHER
  }

  public StorageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
