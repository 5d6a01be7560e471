package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Pair;
import dev.hephaestus.scrubbing.KnownSecrets;
import dev.hephaestus.scrubbing.ScrubTally;
import dev.hephaestus.scrubbing.Scrubber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts of one record, scrubbed one after the other. */
final class ScrubbedTexts {
  private static final int MAX_NAME_CHARS = 1024;

  /** Longer ones that end with the mark of it were cut by {@link SafeText#clip}. */
  private static final int SHORTEST_CUT = MAX_NAME_CHARS - 1;

  /** Whatever a cut leaves of a token is shorter than this, or can be told to be one. */
  private static final int LONGEST_STUMP = 4096;

  private final Scrubber scrubber;
  private final ScrubTally tally;
  private final KnownSecrets secrets = new KnownSecrets();

  ScrubbedTexts(Scrubber scrubber, ScrubTally tally) {
    this.scrubber = scrubber;
    this.tally = tally;
  }

  /** A text that may repeat what was found elsewhere; the same object where nothing was found. */
  String text(String text) {
    return secrets.hideIn(scrubber.scrub(whole(text), tally), tally);
  }

  /** One that the wire keeps short. */
  String name(String text) {
    String clean = text(text);
    return clean.equals(text) ? text : SafeText.clip(clean, MAX_NAME_CHARS);
  }

  /** The value of that name. */
  String named(String name, String value) {
    return secrets.hideIn(scrubber.scrubNamed(name, whole(value), tally, secrets), tally);
  }

  List<String> arguments(String template, List<String> arguments) {
    if (arguments.isEmpty()) {
      return arguments;
    }
    List<String> whole = new ArrayList<>(arguments.size());
    for (String argument : arguments) {
      whole.add(whole(argument));
    }
    return scrubber.scrubArguments(template, whole, tally, secrets);
  }

  /** The pair, or null where nothing was found in it. */
  @Nullable Pair pair(Pair pair) {
    String name = name(pair.getKey());
    String value = named(pair.getKey(), pair.getValue());
    boolean same = name.equals(pair.getKey()) && value.equals(pair.getValue());
    return same ? null : Pair.newBuilder().setKey(name).setValue(value).build();
  }

  boolean isSensitive(String name) {
    return scrubber.isSensitive(name);
  }

  /** Without the stump at its end if it was cut: what is left of a secret is a secret. */
  private static String whole(String text) {
    int last = text.length() - 1;
    if (last < SHORTEST_CUT - 1 || !text.endsWith(SafeText.CUT)) {
      return text;
    }
    int end = last;
    int least = Math.max(0, last - LONGEST_STUMP);
    while (end > least && text.charAt(end - 1) > ' ') {
      end--;
    }
    // A number in groups goes on before its last blank.
    while (end > least && isInNumber(text.charAt(end - 1))) {
      end--;
    }
    return end == last ? text : text.substring(0, end) + SafeText.CUT;
  }

  private static boolean isInNumber(char c) {
    return (c >= '0' && c <= '9') || c == ' ' || c == '-';
  }
}
