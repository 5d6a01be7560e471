package dev.hephaestus.scrubbing;

/** Addresses of the Internet protocol, versions 4 and 6; found only where that is asked for. */
final class IpAddresses {
  private static final CharClass PARTS = new CharClass("0-9A-Fa-f:.");
  private static final int LONGEST = 45;
  private static final int GROUPS = 8;

  private final Rule rule = Rule.of("ip-address");

  void find(Findings findings) {
    String text = findings.text();
    for (int i = 0; i < text.length(); i++) {
      if (PARTS.has(text.charAt(i))) {
        int end = PARTS.runEnd(text, i);
        if (end - i >= 3 && !CharClass.WORD.at(text, i - 1) && !CharClass.WORD.at(text, end)) {
          look(findings, i, end);
        }
        i = end;
      }
    }
  }

  private void look(Findings findings, int start, int end) {
    String run = findings.text().substring(start, Math.min(end, start + LONGEST + 8));
    String bare = run.replaceFirst("[.:]$", "");
    int port = bare.indexOf(':');
    String host =
        port > 0 && bare.indexOf('.') > 0 && bare.indexOf('.') < port
            ? bare.substring(0, port)
            : bare;
    if (isVersion4(host) || isVersion6(host)) {
      findings.add(start, start + host.length(), rule);
    }
  }

  static boolean isVersion4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean number =
          !part.isEmpty()
              && part.length() <= 3
              && CharClass.DIGITS.runEnd(part, 0) == part.length();
      if (!number || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  /** Eight groups, or fewer with one gap; a gap alone is no address but an operator. */
  static boolean isVersion6(String text) {
    if (text.length() > LONGEST || text.length() < 3 || text.contains(":::")) {
      return false;
    }
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    int groups = 0;
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (last && isVersion4(parts[i])) {
        groups += 2;
      } else if (parts[i].length() > 4 || parts[i].indexOf('.') >= 0) {
        return false;
      } else if (!parts[i].isEmpty()) {
        groups++;
      } else if (gap < 0) {
        return false;
      }
    }
    return gap < 0 ? groups == GROUPS : groups >= 1 && groups < GROUPS && text.length() > 4;
  }
}
