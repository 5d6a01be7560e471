package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.GeneratedNames;
import dev.hephaestus.server.ingest.GeneratedNames.Written;
import dev.hephaestus.server.ingest.Thrown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault's place in the parts that its fingerprint is made of, and the last fingerprint that was
 * made of them.
 *
 * <p><i>Shape:</i> the one that it remembers is of words of {@value #MOST_WORDS} characters at
 * most.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class NamedPlace {
  /** How many characters of words are remembered. */
  static final int MOST_WORDS = 200;

  private final FaultPlace place;
  private final List<String> parts;
  private final String scope;
  private volatile @Nullable Last last;

  private record Last(String words, Fingerprint fingerprint) {}

  private NamedPlace(FaultPlace place, List<String> parts) {
    this.place = place;
    this.parts = List.copyOf(parts);
    this.scope = String.join(" ", parts);
  }

  /** The place of a throwable; {@code packages} are prefixes of the application's own. */
  static NamedPlace of(Thrown thrown, List<String> packages) {
    FaultPlace place = FaultPlace.of(thrown, packages);
    List<String> parts = new ArrayList<>();
    parts.add(Integer.toString(Fingerprinter.RULES));
    parts.add("type");
    parts.add(GeneratedNames.writtenClass(thrown.deepestCause().className()));
    for (Written call : place.calls()) {
      parts.add("call");
      parts.add(call.className() + "." + call.method());
    }
    if (!place.calls().isEmpty()) {
      parts.add("callee");
      parts.add(place.callee());
      if (place.worded()) {
        parts.add("words");
      }
    }
    return new NamedPlace(place, parts);
  }

  FaultPlace place() {
    return place;
  }

  /** The rules, the type and, where there are any, the calls. */
  List<String> parts() {
    return parts;
  }

  /** Within what its words are learned. */
  String scope() {
    return scope;
  }

  /** The fingerprint of the parts and the words. */
  Fingerprint with(String words) {
    Last known = last;
    if (known != null && known.words.equals(words)) {
      return known.fingerprint;
    }
    List<String> all = new ArrayList<>(parts);
    all.add(words);
    Fingerprint made = Fingerprinter.hash(all);
    if (words.length() <= MOST_WORDS) {
      last = new Last(words, made);
    }
    return made;
  }

  /** The fingerprint of the parts alone. */
  Fingerprint alone() {
    Last known = last;
    if (known == null) {
      known = new Last("", Fingerprinter.hash(parts));
      last = known;
    }
    return known.fingerprint;
  }
}
