package dev.hephaestus.server.ingest;

import dev.hephaestus.scrubbing.KnownSecrets;
import dev.hephaestus.scrubbing.ScrubTally;
import dev.hephaestus.scrubbing.Scrubber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Scrubs the texts of a batch, and remembers the short ones in which nothing was found: loggers,
 * threads and templates come again and again. Confined to one thread.
 */
final class CleanTexts {
  private static final int LONGEST = 256;
  private static final int MOST = 1_000;

  private final Scrubber scrubber;
  private final ScrubTally tally;
  private final Set<String> clean = new HashSet<>();
  private final Set<String> harmless = new HashSet<>();
  private final Set<String> plain = new HashSet<>();

  CleanTexts(Scrubber scrubber, ScrubTally tally) {
    this.scrubber = scrubber;
    this.tally = tally;
  }

  ScrubTally tally() {
    return tally;
  }

  String scrub(String text) {
    return scrubber.scrub(text, tally);
  }

  /** The same for a text that probably came before. */
  String scrubAgain(String text) {
    if (text.length() > LONGEST) {
      return scrub(text);
    }
    if (clean.contains(text)) {
      return text;
    }
    String scrubbed = scrub(text);
    if (scrubbed.equals(text) && clean.size() < MOST) {
      clean.add(text);
    }
    return scrubbed;
  }

  String named(String name, String value, KnownSecrets secrets) {
    return isHarmless(name)
        ? scrubber.scrub(value, tally, secrets)
        : scrubber.scrubNamed(name, value, tally, secrets);
  }

  /** Whether the name says nothing of any value; names come again and again as well. */
  private boolean isHarmless(String name) {
    if (harmless.contains(name)) {
      return true;
    }
    boolean found = !scrubber.isSensitive(name);
    if (found && name.length() <= LONGEST && harmless.size() < MOST) {
      harmless.add(name);
    }
    return found;
  }

  /** The arguments; the same list where nothing is found. */
  List<String> arguments(String template, List<String> arguments, KnownSecrets secrets) {
    if (arguments.isEmpty()) {
      return arguments;
    }
    if (!isPlain(template)) {
      return scrubber.scrubArguments(template, arguments, tally, secrets);
    }
    List<String> changed = null;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String scrubbed = scrubber.scrub(argument, tally, secrets);
      if (!scrubbed.equals(argument)) {
        changed = changed == null ? new ArrayList<>(arguments) : changed;
        changed.set(i, scrubbed);
      }
    }
    return changed == null ? arguments : changed;
  }

  /** Whether the template says nothing of its arguments; it is read once a batch. */
  private boolean isPlain(String template) {
    if (plain.contains(template)) {
      return true;
    }
    boolean found = !scrubber.hasSensitivePlaceholders(template);
    if (found && template.length() <= LONGEST && plain.size() < MOST) {
      plain.add(template);
    }
    return found;
  }

  boolean isSensitive(String name) {
    return scrubber.isSensitive(name);
  }
}
