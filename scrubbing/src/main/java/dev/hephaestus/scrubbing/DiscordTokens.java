package dev.hephaestus.scrubbing;

import java.util.List;

/**
 * Tokens of Discord's bots: the bot's number in Base64, a time and a signature, with dots between.
 *
 * <p>They have no prefix, so they are looked for beside what stands next to them.
 */
final class DiscordTokens implements Detector {
  private static final int FURTHEST = 48;

  private final Rule rule = Rule.of("discord-token");

  @Override
  public List<String> keywords() {
    return List.of("discord", "bot ");
  }

  @Override
  public void look(Findings findings, int start, int end) {
    String text = findings.text();
    int last = Math.min(text.length(), end + FURTHEST);
    for (int i = end; i < last; i++) {
      if (CharClass.BASE64_URL.at(text, i)) {
        int first = CharClass.BASE64_URL.runEnd(text, i, 30);
        int second = CharClass.BASE64_URL.runEnd(text, first + 1, 8);
        int third = CharClass.BASE64_URL.runEnd(text, second + 1, 80);
        boolean dots = isDot(text, first) && isDot(text, second);
        boolean sized = first - i >= 23 && first - i <= 28 && second - first == 7;
        if (dots && sized && third - second > 27 && "MNO".indexOf(text.charAt(i)) >= 0) {
          findings.add(i, third, rule);
          return;
        }
        i = first;
      }
    }
  }

  private static boolean isDot(String text, int index) {
    return index < text.length() && text.charAt(index) == '.';
  }
}
