package dev.hephaestus.scrubbing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Credentials behind their scheme where no header's name stands before.
 *
 * <p><em>Source:</em> RFC 6750, RFC 7617.
 */
final class AuthorizationSchemes implements Detector {
  private static final String BASIC = "basic ";
  private static final CharClass CREDENTIALS = new CharClass("A-Za-z0-9+/_.~-");
  private static final CharClass PADDING = new CharClass("=");
  private static final int LONGEST_BASIC = 1024;

  private final Rule rule = Rule.of("authorization");

  @Override
  public List<String> keywords() {
    return List.of("bearer ", BASIC);
  }

  @Override
  public void look(Findings findings, int start, int end) {
    String text = findings.text();
    int stop = PADDING.runEnd(text, CREDENTIALS.runEnd(text, end));
    if (stop == end || CREDENTIALS.at(text, stop) || CharClass.WORD.at(text, start - 1)) {
      return;
    }
    boolean secret =
        end - start == BASIC.length()
            ? isUserAndPassword(text, end, stop)
            : Randomness.isSecretLike(text, end, stop);
    if (secret) {
      findings.add(end, stop, rule);
    }
  }

  private static boolean isUserAndPassword(String text, int start, int end) {
    try {
      String some = text.substring(start, Math.min(end, start + LONGEST_BASIC));
      byte[] decoded = Base64.getDecoder().decode(some);
      return new String(decoded, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }
}
