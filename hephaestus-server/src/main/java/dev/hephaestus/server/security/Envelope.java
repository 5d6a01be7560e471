package dev.hephaestus.server.security;

import dev.hephaestus.server.HephaestusException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a text under a key of its own, and that under a master key, both by AES-256-GCM.
 *
 * <p><i>Shape:</i> {@code v1:<master key's id>:<nonce and wrapped key>:<nonce and text>}, the last
 * two in base64. What is sealed is bound to where it belongs: in another row it does not open.
 *
 * <p><i>Source:</i> NIST SP 800-38D; nonces are random, and a key of its own is used once.
 */
final class Envelope {
  private static final Pattern TEXT =
      Pattern.compile("v1:([0-9a-f]{8}):([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final MasterKeys keys;
  private final SecureRandom random;

  Envelope(MasterKeys keys, SecureRandom random) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.random = Objects.requireNonNull(random, "random");
  }

  /** The text, sealed for where it belongs. */
  String seal(String place, String text) {
    MasterKeys.Key master = keys.current();
    byte[] own = new byte[KEY_BYTES];
    random.nextBytes(own);
    byte[] bound = bound(place, master.id());
    return "v1:"
        + master.id()
        + ":"
        + encode(encrypt(master.bytes(), own, bound))
        + ":"
        + encode(encrypt(own, text.getBytes(StandardCharsets.UTF_8), bound));
  }

  /**
   * The text that was sealed for that place.
   *
   * @throws HephaestusException when it was not, was changed, or its master key is gone
   */
  String open(String place, String sealed) {
    Matcher parts = matched(place, sealed);
    MasterKeys.Key master =
        keys.find(parts.group(1))
            .orElseThrow(
                () ->
                    new HephaestusException(
                        "the master key " + parts.group(1) + " that " + place + " needs is gone"));
    byte[] bound = bound(place, master.id());
    try {
      byte[] own = decrypt(master.bytes(), decode(parts.group(2)), bound);
      return new String(decrypt(own, decode(parts.group(3)), bound), StandardCharsets.UTF_8);
    } catch (AEADBadTagException | IllegalArgumentException e) {
      throw new HephaestusException(
          "what is sealed for " + place + " was changed or belongs elsewhere", e);
    } catch (GeneralSecurityException e) {
      throw new HephaestusException("what is sealed for " + place + " cannot be opened", e);
    }
  }

  /** The id of the master key that it was sealed with. */
  static String keyId(String place, String sealed) {
    return matched(place, sealed).group(1);
  }

  private static Matcher matched(String place, String sealed) {
    Matcher parts = TEXT.matcher(sealed);
    if (!parts.matches()) {
      throw new HephaestusException("what is kept for " + place + " is not sealed");
    }
    return parts;
  }

  private static byte[] bound(String place, String keyId) {
    return ("hephaestus secret 1\n" + keyId + "\n" + place).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] encrypt(byte[] key, byte[] text, byte[] bound) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, bound);
      byte[] sealed = cipher.doFinal(text);
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new HephaestusException("this Java cannot encrypt: " + e.getMessage(), e);
    }
  }

  private static byte[] decrypt(byte[] key, byte[] sealed, byte[] bound)
      throws GeneralSecurityException {
    if (sealed.length < NONCE_BYTES) {
      throw new AEADBadTagException("too short");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, key, nonce, bound)
        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] bound)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bound);
    return cipher;
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text);
  }
}
