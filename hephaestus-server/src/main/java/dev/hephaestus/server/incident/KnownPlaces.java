package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the places of traces: in a storm of errors the same few come again and again.
 *
 * <p><i>Shape:</i> a trace is known by all that its place goes by, compared whole, so that no two
 * are taken for one. Bounded in characters; those that were asked for longest ago are forgotten.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class KnownPlaces {
  private static final long MOST_CHARACTERS = 16L << 20;
  private static final long MOST_IN_A_TRACE = 32L << 10;

  private final Map<Trace, FaultPlace> places = new LinkedHashMap<>(64, 0.75f, true);
  private long characters;

  /** What a place goes by. */
  private static final class Trace {
    final String[] parts;
    final List<String> packages;
    final int hash;
    final long weight;

    Trace(String[] parts, List<String> packages, long weight) {
      this.parts = parts;
      this.packages = packages;
      this.hash = 31 * Arrays.hashCode(parts) + packages.hashCode();
      this.weight = weight;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Trace trace
          && hash == trace.hash
          && Arrays.equals(parts, trace.parts)
          && packages.equals(trace.packages);
    }
  }

  /** The place of a throwable; {@code packages} are prefixes of the application's own. */
  FaultPlace of(Thrown thrown, List<String> packages) {
    Trace trace = trace(thrown, packages);
    if (trace.weight > MOST_IN_A_TRACE) {
      return FaultPlace.of(thrown, packages);
    }
    synchronized (places) {
      FaultPlace known = places.get(trace);
      if (known != null) {
        return known;
      }
    }
    FaultPlace place = FaultPlace.of(thrown, packages);
    remember(trace, place);
    return place;
  }

  private void remember(Trace trace, FaultPlace place) {
    synchronized (places) {
      if (places.put(trace, place) == null) {
        characters += trace.weight;
      }
      var eldest = places.keySet().iterator();
      while (characters > MOST_CHARACTERS && eldest.hasNext()) {
        characters -= eldest.next().weight;
        eldest.remove();
      }
    }
  }

  private static Trace trace(Thrown thrown, List<String> packages) {
    List<String> parts = new ArrayList<>();
    long weight = 0;
    for (Thrown link = thrown; link != null && weight <= MOST_IN_A_TRACE; link = link.cause()) {
      parts.add(link.className());
      parts.add(Integer.toString(link.framesInCommon()));
      weight += link.className().length();
      for (Frame frame : link.frames()) {
        parts.add(frame.className());
        parts.add(frame.method());
        String path = path(frame.file());
        parts.add(path);
        weight += 8L + frame.className().length() + frame.method().length() + path.length();
      }
    }
    return new Trace(parts.toArray(String[]::new), packages, weight);
  }

  /** Of the file only a path tells anything: whether the code was installed. */
  private static String path(String file) {
    boolean plain = file.indexOf('/') < 0 && file.indexOf('\\') < 0 && file.indexOf('<') < 0;
    return plain && file.indexOf(':') < 0 ? "" : file;
  }
}
