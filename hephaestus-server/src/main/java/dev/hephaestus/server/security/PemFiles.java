package dev.hephaestus.server.security;

import dev.hephaestus.server.HephaestusException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and keys in PEM.
 *
 * <p><i>Errors:</i> {@link HephaestusException} naming the file, never its content.
 *
 * <p><i>Source:</i> RFC 7468.
 */
final class PemFiles {
  private static final long MOST_BYTES = 1 << 20;
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private PemFiles() {}

  /** All certificates of a file, at least one. */
  static List<X509Certificate> certificates(Path file) {
    try {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new HephaestusException(file + " holds no certificate; it must be PEM");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new HephaestusException(file + " cannot be read as certificates in PEM", e);
    }
  }

  /** The private key of a file. */
  static PrivateKey key(Path file) {
    String text = new String(bytes(file), StandardCharsets.US_ASCII);
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      throw new HephaestusException(
          file
              + " holds no unencrypted private key in PKCS #8; convert it with openssl pkcs8 -topk8"
              + " -nocrypt");
    }
    PKCS8EncodedKeySpec encoded = encoded(file, key.group(1));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException another) {
        // It says itself which it is of, but only to the right reader.
      } catch (GeneralSecurityException missing) {
        throw new HephaestusException("this Java cannot read keys of " + algorithm, missing);
      }
    }
    throw new HephaestusException(file + " holds no key of " + String.join(", ", ALGORITHMS));
  }

  private static PKCS8EncodedKeySpec encoded(Path file, String base64) {
    try {
      return new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new HephaestusException(file + " holds a private key that is broken", e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new HephaestusException(file + " is too long for a certificate or a key");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new HephaestusException(
          file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }
}
