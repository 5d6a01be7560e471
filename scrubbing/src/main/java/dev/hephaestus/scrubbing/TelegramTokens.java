package dev.hephaestus.scrubbing;

import java.util.List;

/** Tokens of Telegram's bots: a number, a colon and 35 characters that begin with AA. */
final class TelegramTokens implements Detector {
  private static final int REST = 33;
  private static final int LONGEST_NUMBER = 11;
  private static final int SHORTEST_NUMBER = 8;

  private final Rule rule = Rule.of("telegram-token");

  @Override
  public List<String> keywords() {
    return List.of(":aa");
  }

  @Override
  public void look(Findings findings, int start, int end) {
    String text = findings.text();
    int from = CharClass.DIGITS.runStart(text, start, LONGEST_NUMBER);
    int stop = CharClass.BASE64_URL.runEnd(text, end);
    boolean whole = stop - end == REST && text.startsWith(":AA", start);
    if (whole && start - from >= SHORTEST_NUMBER) {
      findings.add(from, stop, rule);
    }
  }
}
