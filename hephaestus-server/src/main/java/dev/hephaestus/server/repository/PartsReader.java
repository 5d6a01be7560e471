package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads an object from the first repository that has it; an object is the same wherever it is. */
final class PartsReader extends ObjectReader {
  private final List<ObjectReader> readers;

  PartsReader(List<ObjectReader> readers) {
    this.readers = List.copyOf(readers);
  }

  @Override
  public ObjectReader newReader() {
    return new PartsReader(readers.stream().map(ObjectReader::newReader).toList());
  }

  @Override
  public Collection<ObjectId> resolve(AbbreviatedObjectId id) throws IOException {
    return readers.getFirst().resolve(id);
  }

  @Override
  public ObjectLoader open(AnyObjectId id, int type) throws IOException {
    for (ObjectReader reader : readers) {
      try {
        return reader.open(id, type);
      } catch (MissingObjectException notHere) {
        // Perhaps in the next.
      }
    }
    throw new MissingObjectException(id.copy(), type == OBJ_ANY ? "object" : "object of the type");
  }

  @Override
  public long getObjectSize(AnyObjectId id, int type) throws IOException {
    for (ObjectReader reader : readers) {
      try {
        return reader.getObjectSize(id, type);
      } catch (MissingObjectException notHere) {
        // Perhaps in the next.
      }
    }
    throw new MissingObjectException(id.copy(), "object");
  }

  @Override
  public Set<ObjectId> getShallowCommits() throws IOException {
    return readers.getFirst().getShallowCommits();
  }

  @Override
  public void close() {
    readers.forEach(ObjectReader::close);
  }
}
