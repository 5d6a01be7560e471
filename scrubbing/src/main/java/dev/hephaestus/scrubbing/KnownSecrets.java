package dev.hephaestus.scrubbing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Secrets that were found in some parts of a record, to be hidden in its other parts as well, where
 * nothing but the secret itself may give it away.
 *
 * <p><em>Threads:</em> one.
 */
public final class KnownSecrets {
  private static final int SHORTEST = 6;
  private static final int LONGEST = 512;
  private static final int MOST = 16;

  private final List<Secret> secrets = new ArrayList<>(0);

  /** None so far. */
  public KnownSecrets() {}

  void add(String text, Rule rule) {
    boolean known = secrets.stream().anyMatch(secret -> secret.text.equals(text));
    if (!known && text.length() >= SHORTEST && text.length() <= LONGEST && secrets.size() < MOST) {
      secrets.add(new Secret(text, rule));
      secrets.sort(Comparator.comparingInt(secret -> -secret.text.length()));
    }
  }

  /** The text with the marks of these secrets in their place. */
  public String hideIn(String text, ScrubTally tally) {
    String hidden = text;
    for (Secret secret : secrets) {
      int found = hidden.indexOf(secret.text);
      if (found >= 0 && !secret.rule.mark().contains(secret.text)) {
        tally.add(secret.rule.name());
        hidden = hidden.replace(secret.text, secret.rule.mark());
      }
    }
    return hidden;
  }

  private static final class Secret {
    final String text;
    final Rule rule;

    Secret(String text, Rule rule) {
      this.text = text;
      this.rule = rule;
    }
  }
}
