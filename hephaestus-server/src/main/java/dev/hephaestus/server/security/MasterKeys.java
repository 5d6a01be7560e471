package dev.hephaestus.server.security;

import dev.hephaestus.server.HephaestusException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys that wrap those of secrets: the first is in use, the others open what was sealed before.
 *
 * <p><i>Shape:</i> a line each, {@code <id>:<256 bits in base64>}. The file is made when it is
 * first needed, for its owner alone; keys that are given otherwise are only read.
 *
 * <p><i>Errors:</i> {@link HephaestusException} when they cannot be had; no message has a key in
 * it.
 *
 * <p><i>Threads:</i> safe for use by many at once; the file is read at each use, since a command
 * may change it while a server runs.
 */
public final class MasterKeys {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{8}):([A-Za-z0-9+/]{43}=)");
  private static final int BYTES = 32;
  private static final int ID_BYTES = 4;

  private final Optional<Path> file;
  private final String given;
  private final SecureRandom random;

  private MasterKeys(Optional<Path> file, String given, SecureRandom random) {
    this.file = file;
    this.given = given;
    this.random = Objects.requireNonNull(random, "random");
  }

  /** Those in that file, which need not be there yet. */
  public static MasterKeys inFile(Path file, SecureRandom random) {
    return new MasterKeys(Optional.of(file), "", random);
  }

  /** Those of that text, with commas or line breaks between them. */
  public static MasterKeys of(String text, SecureRandom random) {
    return new MasterKeys(Optional.empty(), text, random);
  }

  /** One of them. */
  @SuppressWarnings("ArrayRecordComponent") // Equal by their ids, see below.
  record Key(String id, byte[] bytes) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && id.equals(key.id);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }

    @Override
    public String toString() {
      return "master key " + id;
    }

    private String line() {
      return id + ":" + Base64.getEncoder().encodeToString(bytes);
    }
  }

  /** The one that is in use; made if there is none. */
  synchronized Key current() {
    List<Key> keys = read();
    return keys.isEmpty() ? add() : keys.getFirst();
  }

  /** The key of that id. */
  Optional<Key> find(String id) {
    return read().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** Whether they can be changed here. */
  boolean isChangeable() {
    return file.isPresent();
  }

  /** Makes a key, which is the one in use from then on. */
  synchronized Key add() {
    byte[] id = new byte[ID_BYTES];
    byte[] bytes = new byte[BYTES];
    random.nextBytes(id);
    random.nextBytes(bytes);
    Key fresh = new Key(HexFormat.of().formatHex(id), bytes);
    List<Key> keys = new ArrayList<>(read());
    keys.addFirst(fresh);
    write(keys);
    return fresh;
  }

  /** Forgets all but these. */
  synchronized void keepOnly(Set<String> ids) {
    List<Key> keys = read();
    List<Key> kept = keys.stream().filter(key -> ids.contains(key.id())).toList();
    if (kept.size() < keys.size()) {
      write(kept);
    }
  }

  private List<Key> read() {
    String text = given;
    if (file.isPresent()) {
      try {
        text = Files.exists(file.get()) ? Files.readString(file.get()) : "";
      } catch (IOException e) {
        throw new HephaestusException("the master key file " + file.get() + " cannot be read", e);
      }
    }
    List<Key> keys = new ArrayList<>();
    for (String line : text.split("[,\\n]", -1)) {
      if (!line.isBlank()) {
        keys.add(key(line.strip()));
      }
    }
    return keys;
  }

  private Key key(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new HephaestusException(
          file.map(path -> "the master key file " + path).orElse("the master key that is set")
              + " has something that is no key: it is 8 hexadecimal digits, a colon, and 256 bits"
              + " in base64");
    }
    return new Key(parts.group(1), Base64.getDecoder().decode(parts.group(2)));
  }

  private void write(List<Key> keys) {
    Path target =
        file.orElseThrow(
            () ->
                new HephaestusException(
                    "no master key is set, or it is to be changed: put a new one first where it"
                        + " is set"));
    String text = keys.stream().map(Key::line).collect(Collectors.joining("\n", "", "\n"));
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      // Its mode from the first moment on: nobody may read it in between.
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        channel.force(true);
      }
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new HephaestusException("the master key file " + target + " cannot be written", e);
    }
  }
}
