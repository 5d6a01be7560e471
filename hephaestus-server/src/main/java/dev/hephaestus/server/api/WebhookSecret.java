package dev.hephaestus.server.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret that a Git host and this server share; never printed.
 *
 * <p><i>Source:</i> GitHub's "Validating webhook deliveries", which Gitea follows; GitLab sends the
 * secret itself.
 */
final class WebhookSecret {
  private static final String HMAC = "HmacSHA256";
  private static final String PREFIX = "sha256=";

  private final byte[] secret;

  WebhookSecret(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a signature ({@code sha256=} and hexadecimal digits) is that of the body. */
  boolean signed(byte[] body, @Nullable String signature) {
    if (signature == null) {
      return false;
    }
    String hex = signature.startsWith(PREFIX) ? signature.substring(PREFIX.length()) : signature;
    byte[] given;
    try {
      given = HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException notHex) {
      return false;
    }
    return MessageDigest.isEqual(hmac(body), given);
  }

  /** Whether this is the secret itself. Both are hashed first, so that no length shows. */
  boolean is(@Nullable String token) {
    return token != null
        && MessageDigest.isEqual(hmac(secret), hmac(token.getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] hmac(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
