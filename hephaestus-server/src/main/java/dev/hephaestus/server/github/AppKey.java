package dev.hephaestus.server.github;

import dev.hephaestus.server.HephaestusException;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the private key of a GitHub App: RSA in PEM, in PKCS #1 as GitHub gives it or in PKCS #8.
 *
 * <p><i>Errors:</i> {@link HephaestusException}; nothing of the key is in its message.
 *
 * <p><i>Source:</i> RFC 7468, RFC 8017 (A.1.2), RFC 5958.
 */
final class AppKey {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA )?PRIVATE KEY-----");

  /** Version 0 and the algorithm rsaEncryption, as they stand before the key in PKCS #8. */
  private static final byte[] RSA_HEADER = {
    2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 4;

  private AppKey() {}

  static PrivateKey parse(String text) {
    Matcher pem = PEM.matcher(text);
    if (!pem.find()) {
      throw new HephaestusException(
          "the App's private key is no unencrypted RSA key in PEM; take the .pem file that GitHub"
              + " made");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(pem.group(1) == null ? der : wrapped(der)));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new HephaestusException(
          "the App's private key is broken; take the .pem file that GitHub made");
    }
  }

  /** PKCS #1 as PKCS #8, which is what Java reads. */
  private static byte[] wrapped(byte[] key) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(RSA_HEADER);
    element(content, OCTETS, key);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    element(whole, SEQUENCE, content.toByteArray());
    return whole.toByteArray();
  }

  private static void element(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
      out.write(0x80 | bytes);
      for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        out.write(length >> shift);
      }
    }
    out.writeBytes(content);
  }
}
