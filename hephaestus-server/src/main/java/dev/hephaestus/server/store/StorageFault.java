package dev.hephaestus.server.store;

import dev.hephaestus.server.ingest.StorageException.Reason;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * What an error of the database says about its disk.
 *
 * <p><i>Source:</i> SQLite's primary result codes; the extended ones have them in their low byte.
 */
final class StorageFault {
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;
  private static final int PRIMARY = 0xff;

  private StorageFault() {}

  static Reason of(Throwable error) {
    SQLiteException known = first(error);
    if (known == null) {
      return Reason.OTHER;
    }
    return switch (known.getResultCode().code & PRIMARY) {
      case FULL -> Reason.DISK_FULL;
      case READONLY -> Reason.READ_ONLY;
      case IOERR, CANTOPEN -> Reason.IO_ERROR;
      case CORRUPT, NOTADB -> Reason.DAMAGED;
      default -> Reason.OTHER;
    };
  }

  private static @Nullable SQLiteException first(Throwable error) {
    for (Throwable link = error; link != null; link = link.getCause()) {
      if (link instanceof SQLiteException found) {
        return found;
      }
    }
    return null;
  }
}
