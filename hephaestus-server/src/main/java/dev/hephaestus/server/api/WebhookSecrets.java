package dev.hephaestus.server.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secrets that are good at the moment: several while one takes the place of another. */
final class WebhookSecrets {
  private final List<WebhookSecret> secrets;

  private WebhookSecrets(List<WebhookSecret> secrets) {
    this.secrets = secrets;
  }

  /** Those of a text, one on each line. */
  static WebhookSecrets of(String lines) {
    return new WebhookSecrets(
        lines
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(WebhookSecret::new)
            .toList());
  }

  /** Whether a signature is that of the body by one of them; all are tried, whichever it is. */
  boolean signed(byte[] body, @Nullable String signature) {
    boolean signed = false;
    for (WebhookSecret secret : secrets) {
      signed |= secret.signed(body, signature);
    }
    return signed;
  }

  /** Whether this is one of them itself. */
  boolean are(@Nullable String token) {
    boolean found = false;
    for (WebhookSecret secret : secrets) {
      found |= secret.is(token);
    }
    return found;
  }
}
