package dev.hephaestus.server.github;

import dev.hephaestus.server.HephaestusException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A GitHub App, which proves by its private key that it is itself.
 *
 * <p><i>Threads:</i> immutable.
 *
 * <p><i>Source:</i> GitHub's "Generating a JSON Web Token (JWT) for a GitHub App"; RFC 7515, RFC
 * 7518 (RS256).
 */
public final class AppIdentity {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.]{1,64}");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");

  /** GitHub's clock may be behind ours. */
  private static final Duration BEFORE_NOW = Duration.ofSeconds(60);

  /** GitHub takes ten minutes at most, by its own clock. */
  private static final Duration VALID = Duration.ofMinutes(9);

  private final String id;
  private final PrivateKey key;

  private AppIdentity(String id, PrivateKey key) {
    this.id = id;
    this.key = key;
  }

  /**
   * Creates one.
   *
   * @param id the App's client id or its number
   * @param pem its private key
   * @throws HephaestusException when one of them cannot be such
   */
  public static AppIdentity of(String id, String pem) {
    if (!ID.matcher(id).matches()) {
      throw new HephaestusException(
          "\"" + id + "\" is neither the client id nor the number of an App");
    }
    return new AppIdentity(id, AppKey.parse(pem));
  }

  /** A token that says who calls, for the next minutes. */
  String token(Clock clock) {
    Instant now = clock.instant();
    String claims =
        "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
            .formatted(
                now.minus(BEFORE_NOW).getEpochSecond(), now.plus(VALID).getEpochSecond(), id);
    String signed = HEADER + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new HephaestusException("the key of GitHub App " + id + " cannot sign", e);
    }
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "GitHub App " + id;
  }
}
