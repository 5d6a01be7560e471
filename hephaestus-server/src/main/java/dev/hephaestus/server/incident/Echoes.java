package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tells a throwable that was logged again on its way up from one that was thrown again.
 *
 * <p>A throwable keeps its stack and message however often it is wrapped. Seen again within seconds
 * on one thread or trace, but logged from another place, it is the same one; logged from the same
 * place, the fault has shown itself once more. One that came along suppressed is known likewise.
 *
 * <p><i>Shape:</i> bounded: it remembers the last throwables of the threads seen last.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class Echoes {
  private static final Duration LATEST = Duration.ofSeconds(10);
  private static final int MOST_THREADS = 10_000;
  private static final int MOST_THROWN = 8;
  private static final int MOST_IN_A_TREE = 16;
  private static final int FRAMES = 12;

  private final Map<Flow, Deque<Seen>> threads =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Flow, Deque<Seen>> eldest) {
          return size() > MOST_THREADS;
        }
      };

  /**
   * What a throwable goes up along.
   *
   * @param instance empty where it is a trace, which may cross threads and processes
   * @param name of the trace or the thread
   */
  private record Flow(String nodeId, String instance, boolean trace, String name) {

    static Flow of(StoredRecord stored) {
      String nodeId = stored.session().nodeId();
      String trace = stored.record().traceId();
      return trace.isEmpty()
          ? new Flow(nodeId, stored.session().instance(), false, stored.record().thread())
          : new Flow(nodeId, "", true, trace);
    }
  }

  /** One throwable: what it and its parts are known by, and from where it was logged. */
  private static final class Seen {
    final Map<Integer, Long> places = new HashMap<>(4);
    int[] identities;
    Instant last;

    Seen(int[] identities, int place, StoredRecord stored) {
      this.identities = identities;
      this.last = stored.record().time();
      places.put(place, stored.position());
    }

    boolean is(int identity) {
      for (int each : identities) {
        if (each == identity) {
          return true;
        }
      }
      return false;
    }

    void isAlso(int[] more, Instant time) {
      identities =
          IntStream.concat(IntStream.of(identities), IntStream.of(more)).distinct().toArray();
      last = time;
    }
  }

  /** Whether the record logs a throwable that another has logged already; remembers it. */
  boolean isEcho(StoredRecord stored) {
    LogRecord record = stored.record();
    Thrown thrown = record.thrown();
    if (thrown == null || thrown.deepestCause().frames().isEmpty()) {
      return false;
    }
    Deque<Seen> known = threads.computeIfAbsent(Flow.of(stored), key -> new ArrayDeque<>(1));
    int[] identities = identities(thrown);
    int place = place(record);
    for (Seen seen : known) {
      if (seen.is(identities[0]) && isNear(seen.last, record.time())) {
        Long before = seen.places.get(place);
        if (before == null && seen.places.size() < MOST_IN_A_TREE) {
          seen.places.put(place, stored.position());
          seen.isAlso(identities, record.time());
          return true;
        }
        if (before != null && before == stored.position()) {
          // Read again after a booking that failed: what it was, it still is.
          return seen.places.values().stream().anyMatch(other -> other < stored.position());
        }
        known.remove(seen);
        break;
      }
    }
    if (known.size() == MOST_THROWN) {
      known.removeLast();
    }
    known.addFirst(new Seen(identities, place, stored));
    return false;
  }

  private static boolean isNear(Instant before, Instant now) {
    return Duration.between(before, now).abs().compareTo(LATEST) <= 0;
  }

  /** From where it was logged, and how it was wrapped by then. */
  private static int place(LogRecord record) {
    int hash = record.logger().hashCode();
    // A message that was built by hand has its values in it, and says nothing of the place.
    hash = 31 * hash + (record.arguments().isEmpty() ? 0 : record.template().hashCode());
    for (Thrown link = record.thrown(); link != null; link = link.cause()) {
      hash = 31 * hash + link.className().hashCode();
    }
    return hash;
  }

  /** Of the deepest cause, then of all others in the tree. */
  private static int[] identities(Thrown thrown) {
    if (thrown.cause() == null && thrown.suppressed().isEmpty()) {
      return new int[] {identity(thrown, thrown.frames())};
    }
    List<Integer> identities = new ArrayList<>();
    Deque<Tree> trees = new ArrayDeque<>(List.of(new Tree(thrown, List.of())));
    while (!trees.isEmpty() && identities.size() < MOST_IN_A_TREE) {
      Tree tree = trees.remove();
      List<Frame> around = tree.around;
      List<Integer> outermostFirst = new ArrayList<>();
      for (Thrown link = tree.top; link != null; link = link.cause()) {
        List<Frame> within = whole(link, around);
        outermostFirst.add(identity(link, within));
        link.suppressed().forEach(each -> trees.add(new Tree(each, within)));
        around = within;
      }
      identities.addAll(outermostFirst.reversed());
    }
    return identities.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A throwable, and the frames of the one that it is printed in. */
  private record Tree(Thrown top, List<Frame> around) {}

  /** The whole stack, also where it is printed without the frames that it shares. */
  private static List<Frame> whole(Thrown link, List<Frame> around) {
    int common = Math.min(Math.max(link.framesInCommon(), 0), around.size());
    if (common == 0) {
      return link.frames();
    }
    List<Frame> whole = new ArrayList<>(link.frames());
    whole.addAll(around.subList(around.size() - common, around.size()));
    return whole;
  }

  /** By the stack's start and its lines: two throws of one method are two throwables. */
  private static int identity(Thrown thrown, List<Frame> stack) {
    int hash = thrown.className().hashCode();
    hash = 31 * hash + (thrown.message() == null ? 0 : thrown.message().hashCode());
    int most = Math.min(stack.size(), FRAMES);
    for (int i = 0; i < most; i++) {
      Frame frame = stack.get(i);
      hash = 31 * hash + frame.className().hashCode();
      hash = 31 * hash + frame.method().hashCode();
      hash = 31 * hash + frame.line();
    }
    return hash;
  }
}
