package dev.hephaestus.scrubbing;

import java.util.List;

/**
 * The password in {@code scheme://user:password@host}, and a token in the user's place.
 *
 * <p>A password with {@code /} or {@code @} in it, which should have been encoded and was not, is
 * found whole.
 */
final class UrlCredentials implements Detector {
  private static final CharClass DIGITS = CharClass.DIGITS;
  private static final int SHORTEST_TOKEN = 16;

  private final Rule rule = Rule.of("url-password");

  @Override
  public List<String> keywords() {
    return List.of("://", "jdbc:oracle:");
  }

  @Override
  public void look(Findings findings, int start, int end) {
    String text = findings.text();
    if (text.charAt(start) == ':') {
      authority(findings, end);
    } else {
      oracle(findings, end);
    }
  }

  private void authority(Findings findings, int from) {
    String text = findings.text();
    int colon = -1;
    int at = -1;
    int slash = -1;
    for (int i = from; i < text.length() && !isEnd(text, i); i++) {
      char c = text.charAt(i);
      if (c == '[' || (c == ':' && text.startsWith("://", i))) {
        break; // A bare address, or the next URL, which is looked at for itself.
      } else if (c == ':' && colon < 0 && slash < 0) {
        colon = i;
      } else if (c == '@' && (slash < 0 || at < 0)) {
        at = i;
      } else if (slash < 0 && (c == '/' || c == '?' || c == '#')) {
        slash = i;
        if (at >= 0 || colon < 0 || isPort(text, colon + 1, i)) {
          break; // A path follows, in which an @ says nothing.
        }
      }
    }
    if (at < 0) {
      return;
    }
    if (colon >= 0 && colon < at) {
      add(findings, colon + 1, at);
    } else if (at - from >= SHORTEST_TOKEN && Randomness.isLikely(text, from, at)) {
      add(findings, from, at);
    }
  }

  /** {@code jdbc:oracle:thin:scott/tiger@//host:1521/service}. */
  private void oracle(Findings findings, int from) {
    String text = findings.text();
    int slash = -1;
    for (int i = from; i < text.length() && !isEnd(text, i); i++) {
      char c = text.charAt(i);
      if (c == '@') {
        if (slash >= 0) {
          add(findings, slash + 1, i);
        }
        return;
      }
      slash = c == '/' && slash < 0 ? i : slash;
      if (text.startsWith("jdbc:", i)) {
        return;
      }
    }
  }

  private void add(Findings findings, int start, int end) {
    if (!Harmless.isStandIn(findings.text(), start, end)) {
      findings.add(start, end, rule);
    }
  }

  private static boolean isPort(String text, int start, int end) {
    return DIGITS.runEnd(text, start) >= end && end - start <= 5;
  }

  private static boolean isEnd(String text, int index) {
    char c = text.charAt(index);
    return c <= ' ' || c == '"' || c == '<' || c == '>' || c == '`' || c == '\\';
  }
}
