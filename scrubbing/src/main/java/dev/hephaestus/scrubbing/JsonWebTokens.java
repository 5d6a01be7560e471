package dev.hephaestus.scrubbing;

import java.util.List;

/**
 * Signed and encrypted tokens: parts in Base64 with dots between, of which the first is a JSON
 * object.
 *
 * <p>One that ends after its second part is found as well: it was cut, and still says too much.
 *
 * <p><em>Source:</em> RFC 7515, RFC 7516.
 */
final class JsonWebTokens implements Detector {
  private static final int SHORTEST_PART = 8;
  private static final int MOST_PARTS = 5;

  private final Rule rule = Rule.of("jwt");

  @Override
  public List<String> keywords() {
    return List.of("eyj"); // {" in Base64.
  }

  @Override
  public void look(Findings findings, int start, int end) {
    String text = findings.text();
    if (!text.startsWith("eyJ", start)
        || !Boundary.isBefore(text, start)
        || findings.isRuledOut(this, start)) {
      return;
    }
    int first = CharClass.BASE64_URL.runEnd(text, end);
    if (first - start < SHORTEST_PART || !isDot(text, first)) {
      findings.ruleOut(this, first);
      return;
    }
    int stop = CharClass.BASE64_URL.runEnd(text, first + 1);
    // The second part is an object too, or, in an encrypted token, a key or nothing.
    if (stop - first > SHORTEST_PART || isDot(text, stop)) {
      for (int parts = 2; parts < MOST_PARTS && isDot(text, stop); parts++) {
        stop = CharClass.BASE64_URL.runEnd(text, stop + 1);
      }
      findings.add(start, text.charAt(stop - 1) == '.' ? stop - 1 : stop, rule);
    }
  }

  private static boolean isDot(String text, int index) {
    return index < text.length() && text.charAt(index) == '.';
  }
}
