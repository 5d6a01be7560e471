package dev.hephaestus.server.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key as its bearer has it: {@code heph_<id>_<secret>}, the secret 256 random bits and a
 * checksum, so that a key that was copied badly is told without a look at the database.
 *
 * <p>A hash that is fast is right here: nobody guesses 256 random bits, however fast he may try.
 *
 * @param id the part that may be shown
 * @param secret the part that may not
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by what is kept of it, see below.
record KeyText(String id, byte[] secret) {
  static final int SECRET_BYTES = 32;
  static final int ID_CHARS = 12;

  private static final int CHECKSUM_BYTES = 4;
  private static final Pattern TEXT = Pattern.compile("heph_([A-Za-z0-9]{12})_([A-Za-z0-9_-]{48})");

  /** Reads a key; empty when it is none, or not as it was given out. */
  static Optional<KeyText> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    byte[] body = Base64.getUrlDecoder().decode(parts.group(2));
    KeyText key = new KeyText(parts.group(1), Arrays.copyOf(body, SECRET_BYTES));
    byte[] checksum = Arrays.copyOfRange(body, SECRET_BYTES, body.length);
    return Arrays.equals(checksum, key.checksum()) ? Optional.of(key) : Optional.empty();
  }

  /** The whole key, to be shown once. */
  String reveal() {
    byte[] body =
        ByteBuffer.allocate(SECRET_BYTES + CHECKSUM_BYTES).put(secret).put(checksum()).array();
    return "heph_" + id + "_" + Base64.getUrlEncoder().encodeToString(body);
  }

  /** What is kept of it. */
  String hash() {
    MessageDigest sha = sha256();
    sha.update(("hephaestus key 1\n" + id + "\n").getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(sha.digest(secret));
  }

  /** Whether the hash is of this key; takes as long whether it is or not. */
  boolean has(String keptHash) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII), keptHash.getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] checksum() {
    CRC32 crc = new CRC32();
    crc.update(id.getBytes(StandardCharsets.US_ASCII));
    crc.update(secret);
    return ByteBuffer.allocate(CHECKSUM_BYTES).putInt((int) crc.getValue()).array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyText key && id.equals(key.id) && has(key.hash());
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "heph_" + id + "_…";
  }
}
