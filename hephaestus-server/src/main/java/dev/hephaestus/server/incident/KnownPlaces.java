package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
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
  private static final int CHARACTERS_A_FRAME = 16;

  private final Map<Trace, NamedPlace> places = new LinkedHashMap<>(64, 0.75f, true);
  private long characters;

  /** A throwable as far as its place goes by it: without messages, lines and values. */
  private static final class Trace {
    final Thrown thrown;
    final List<String> packages;
    final int hash;

    Trace(Thrown thrown, List<String> packages) {
      this.thrown = thrown;
      this.packages = packages;
      int sum = packages.hashCode();
      for (Thrown link = thrown; link != null; link = link.cause()) {
        sum = 31 * sum + link.className().hashCode();
        for (Frame frame : link.frames()) {
          sum = 31 * (31 * sum + frame.className().hashCode()) + frame.method().hashCode();
        }
      }
      this.hash = sum;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Trace trace
          && hash == trace.hash
          && packages.equals(trace.packages)
          && isLike(thrown, trace.thrown);
    }

    private static boolean isLike(Thrown one, Thrown other) {
      @Nullable Thrown left = one;
      @Nullable Thrown right = other;
      while (left != null && right != null) {
        if (left.framesInCommon() != right.framesInCommon()
            || !left.className().equals(right.className())
            || !isLike(left.frames(), right.frames())) {
          return false;
        }
        left = left.cause();
        right = right.cause();
      }
      return left == null && right == null;
    }

    private static boolean isLike(List<Frame> some, List<Frame> others) {
      if (some.size() != others.size()) {
        return false;
      }
      for (int i = 0; i < some.size(); i++) {
        Frame one = some.get(i);
        Frame other = others.get(i);
        // The file may be a path, which tells whether the code was installed.
        if (!one.method().equals(other.method())
            || !one.className().equals(other.className())
            || !one.file().equals(other.file())) {
          return false;
        }
      }
      return true;
    }
  }

  /** The place of a throwable; {@code packages} are prefixes of the application's own. */
  NamedPlace of(Thrown thrown, List<String> packages) {
    synchronized (places) {
      NamedPlace known = places.get(new Trace(thrown, packages));
      if (known != null) {
        return known;
      }
    }
    NamedPlace place = NamedPlace.of(thrown, packages);
    long weight = weight(thrown);
    if (weight <= MOST_IN_A_TRACE) {
      remember(new Trace(bare(thrown), packages), weight, place);
    }
    return place;
  }

  private void remember(Trace trace, long weight, NamedPlace place) {
    synchronized (places) {
      if (places.put(trace, place) == null) {
        characters += weight;
      }
      var eldest = places.keySet().iterator();
      while (characters > MOST_CHARACTERS && eldest.hasNext()) {
        characters -= weight(eldest.next().thrown);
        eldest.remove();
      }
    }
  }

  private static long weight(Thrown thrown) {
    long weight = NamedPlace.MOST_WORDS;
    for (Thrown link = thrown; link != null && weight <= MOST_IN_A_TRACE; link = link.cause()) {
      weight += (long) CHARACTERS_A_FRAME + link.className().length();
      for (Frame frame : link.frames()) {
        weight +=
            (long) CHARACTERS_A_FRAME
                + frame.className().length()
                + frame.method().length()
                + frame.file().length();
      }
    }
    return weight;
  }

  /** What is kept of it. */
  private static Thrown bare(Thrown thrown) {
    List<Frame> frames =
        thrown.frames().stream()
            .map(frame -> Frame.of(frame.className(), frame.method(), frame.file(), 0))
            .toList();
    Thrown cause = thrown.cause();
    return new Thrown(
        thrown.className(),
        null,
        frames,
        thrown.framesInCommon(),
        cause == null ? null : bare(cause),
        List.of());
  }
}
