package dev.hephaestus.scrubbing;

import java.util.List;

/** Addresses of e-mail; found only where that is asked for. */
final class EmailAddresses implements Detector {
  private static final CharClass LOCAL = new CharClass("A-Za-z0-9._%+'-");
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 255;

  private final Rule rule = Rule.of("email");

  @Override
  public List<String> keywords() {
    return List.of("@");
  }

  @Override
  public void look(Findings findings, int start, int end) {
    String text = findings.text();
    int from = LOCAL.runStart(text, start, LONGEST_LOCAL);
    int stop = CharClass.DOTTED.runEnd(text, end);
    while (stop > end && !CharClass.ALPHANUMERIC.at(text, stop - 1)) {
      stop--;
    }
    int dot = stop;
    while (dot > end && text.charAt(dot - 1) != '.') {
      dot--;
    }
    dot--;
    boolean domain =
        stop - end <= LONGEST_DOMAIN
            && dot > end
            && stop - dot > 2
            && CharClass.LETTERS.runEnd(text, dot + 1) >= stop;
    if (from < start && domain) {
      findings.add(from, stop, rule);
    }
  }
}
