package dev.hephaestus.server.repository;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;

/**
 * A bare repository that takes packs up to a size and until an instant only, by whichever way they
 * come.
 *
 * <p>JGit bounds what is pushed to it and not what it fetches, so that the bound has to be where
 * packs are read.
 */
final class MirrorRepository extends FileRepository {
  private final long packBytes;
  private final Clock clock;
  private volatile Instant until = Instant.MAX;
  private volatile Runnable packComes = () -> {};
  private volatile boolean grown;

  MirrorRepository(Path folder, long packBytes, Clock clock) throws IOException {
    super(folder.toFile());
    this.packBytes = packBytes;
    this.clock = clock;
  }

  /** From now on packs are taken until this instant. */
  void takesUntil(Instant instant) {
    until = instant;
  }

  /** From now on this is called before a pack is read. */
  void beforePack(Runnable call) {
    packComes = call;
  }

  /** Whether packs came since this was asked for last. */
  boolean hasGrown() {
    boolean since = grown;
    grown = false;
    return since;
  }

  @Override
  public ObjectInserter newObjectInserter() {
    ObjectInserter own = super.newObjectInserter();
    return new ObjectInserter.Filter() {
      @Override
      protected ObjectInserter delegate() {
        return own;
      }

      @Override
      public PackParser newPackParser(InputStream in) throws IOException {
        packComes.run();
        grown = true;
        PackParser parser = own.newPackParser(new Bounded(in));
        // A few bytes of a pack can stand for very many.
        parser.setMaxObjectSizeLimit(packBytes);
        return parser;
      }
    };
  }

  private final class Bounded extends FilterInputStream {
    private long taken;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) throws IOException {
      taken += read;
      if (taken > packBytes) {
        throw new LimitException("it sends more than " + packBytes + " bytes at once", "packBytes");
      }
      if (clock.instant().isAfter(until)) {
        throw new LimitException("it takes too long to send what is asked for", "timeLimit");
      }
    }
  }

  /** A fetch went past a limit. */
  static final class LimitException extends IOException {
    private static final long serialVersionUID = 1L;

    LimitException(String what, String setting) {
      super(what + "; raise repository." + setting + ", or lower repository.depth");
    }
  }
}
