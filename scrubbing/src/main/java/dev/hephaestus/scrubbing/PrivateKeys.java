package dev.hephaestus.scrubbing;

import java.util.List;

/**
 * Private keys as text, whole; one without an end reaches to the end of the text.
 *
 * <p><em>Source:</em> RFC 7468 and what OpenSSH, OpenPGP and PuTTY write.
 */
final class PrivateKeys implements Detector {
  private static final String END = "-----END";
  private static final String DASHES = "-----";
  private static final int LONGEST_LABEL = 64;

  private final Rule rule = Rule.of("private-key");

  @Override
  public List<String> keywords() {
    return List.of("-----begin", "private-lines:");
  }

  @Override
  public void look(Findings findings, int start, int end) {
    String text = findings.text();
    if (text.charAt(start) != '-') {
      int mac = text.indexOf("Private-MAC", end);
      findings.add(end, mac < 0 ? text.length() : mac, rule);
      return;
    }
    int label = text.indexOf(DASHES, end);
    if (label < 0 || label - end > LONGEST_LABEL) {
      return;
    }
    if (text.substring(end, label).contains("PRIVATE KEY")) {
      findings.add(start, end(text, label + DASHES.length()), rule);
    }
  }

  private static int end(String text, int from) {
    int footer = text.indexOf(END, from);
    int dashes = footer < 0 ? -1 : text.indexOf(DASHES, footer + END.length());
    return dashes < 0 ? text.length() : dashes + DASHES.length();
  }
}
