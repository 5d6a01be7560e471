package dev.hephaestus.server.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * An authority that issues certificates good until 2049, made anew for each test.
 *
 * <p><i>Source:</i> RFC 5280; the encoding is DER.
 */
public final class TestCertificates {
  private static final String ECDSA_SHA256 = "06082a8648ce3d040302";
  private static final String BASIC_CONSTRAINTS = "0603551d13";
  private static final String ALTERNATIVE_NAMES = "0603551d11";
  private static final String LAST = "491231235959Z";

  private final KeyPair keys = keyPair();
  private final String name;

  public TestCertificates(String name) {
    this.name = "CN=" + name;
  }

  /** A certificate and its key, as files. */
  public record Issued(Path certificate, Path key) {}

  /** Writes the authority's own certificate. */
  public Path authority(Path file) {
    byte[] isAuthority = extension(BASIC_CONSTRAINTS, der(0x30, der(0x01, new byte[] {-1})));
    return write(file, "CERTIFICATE", certificate(name, keys, LAST, isAuthority));
  }

  /** Writes a certificate for that subject, good for localhost, 127.0.0.1 and the URI. */
  public Issued issue(Path folder, String subject, String uri) {
    return issue(folder, subject, uri, LAST);
  }

  /** The same, but good until 2021 only. */
  public Issued issueExpired(Path folder, String subject, String uri) {
    return issue(folder, subject, uri, "210101000000Z");
  }

  private Issued issue(Path folder, String subject, String uri, String until) {
    KeyPair own = keyPair();
    byte[] names =
        extension(
            ALTERNATIVE_NAMES,
            der(
                0x30,
                der(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                der(0x87, new byte[] {127, 0, 0, 1}),
                der(0x86, uri.getBytes(StandardCharsets.US_ASCII))));
    return new Issued(
        write(folder.resolve("tls.crt"), "CERTIFICATE", certificate(subject, own, until, names)),
        write(folder.resolve("tls.key"), "PRIVATE KEY", own.getPrivate().getEncoded()));
  }

  private byte[] certificate(String subject, KeyPair subjectKeys, String until, byte[] extension) {
    byte[] algorithm = der(0x30, hex(ECDSA_SHA256));
    byte[] body =
        der(
            0x30,
            der(0xa0, der(0x02, new byte[] {2})),
            der(0x02, new BigInteger(63, new SecureRandom()).add(BigInteger.ONE).toByteArray()),
            algorithm,
            new X500Principal(name).getEncoded(),
            der(0x30, time("200101000000Z"), time(until)),
            new X500Principal(subject).getEncoded(),
            subjectKeys.getPublic().getEncoded(),
            der(0xa3, der(0x30, extension)));
    return der(0x30, body, algorithm, der(0x03, new byte[] {0}, sign(body)));
  }

  private byte[] sign(byte[] body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] extension(String id, byte[] value) {
    return der(0x30, hex(id), der(0x04, value));
  }

  private static byte[] time(String utc) {
    return der(0x17, utc.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length > 255) {
      out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
    } else if (length > 127) {
      out.writeBytes(new byte[] {(byte) 0x81, (byte) length});
    } else {
      out.write(length);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Swapped in as a whole, as those who renew certificates should. */
  private static Path write(Path file, String kind, byte[] der) {
    String text =
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END "
            + kind
            + "-----\n";
    try {
      Files.createDirectories(file.getParent());
      Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
      return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
