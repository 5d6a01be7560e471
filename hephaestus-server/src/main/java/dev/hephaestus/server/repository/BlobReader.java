package dev.hephaestus.server.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Reads and parses blobs of one repository, and keeps those that were used last.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class BlobReader {

  private static final long CHARACTERS_KEPT = 16L << 20;

  private final ObjectReader reader;
  private final long largest;
  private final Map<ObjectId, Optional<Long>> sizes = new HashMap<>();
  private final WeightedCache<String, String> texts = new WeightedCache<>(CHARACTERS_KEPT);
  private final WeightedCache<String, ParsedSource> parsed = new WeightedCache<>(CHARACTERS_KEPT);

  /**
   * Reads through a reader that outlives this.
   *
   * @param largest in bytes; what is larger counts as absent
   */
  BlobReader(ObjectReader reader, long largest) {
    this.reader = reader;
    this.largest = largest;
  }

  /** How large it is, when it is there and not too large. */
  Optional<Long> size(ObjectId blob) {
    return sizes.computeIfAbsent(blob, this::sizeOf);
  }

  private Optional<Long> sizeOf(ObjectId blob) {
    try {
      return Optional.of(reader.getObjectSize(blob, Constants.OBJ_BLOB))
          .filter(size -> size <= largest);
    } catch (MissingObjectException partial) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(blob.name(), e);
    }
  }

  byte[] bytes(String blob) {
    try {
      return reader.open(ObjectId.fromString(blob), Constants.OBJ_BLOB).getBytes();
    } catch (IOException e) {
      throw unreadable(blob, e);
    }
  }

  /** The text of a blob of the size. */
  String text(String blob, long size) {
    return texts.get(blob, size + 1, () -> decode(bytes(blob)));
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  ParsedSource parsed(SourceFile file) {
    return parsed.get(
        file.blobId() + file.path(),
        file.size() + 1,
        () ->
            SourceParser.of(file.language()).parse(file.path(), text(file.blobId(), file.size())));
  }

  private static RepositoryException unreadable(String blob, IOException e) {
    return new RepositoryException(
        "object " + blob + " cannot be read; check the repository: " + e.getMessage(), e);
  }
}
