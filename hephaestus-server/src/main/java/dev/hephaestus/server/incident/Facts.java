package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of an incident from all of its sightings.
 *
 * @param counts how often it was seen, over time
 * @param releases where it was seen, at most {@value #MOST}, in the order in which they were met
 * @param otherReleases sightings in releases that are not listed
 * @param hosts how often it was seen on each, at most {@value #MOST}
 * @param otherHosts sightings on hosts that are not listed
 * @param worst how bad the worst record of it was, see {@link #rank}
 */
public record Facts(
    Counts counts,
    List<Seen> releases,
    long otherReleases,
    Map<String, Long> hosts,
    long otherHosts,
    int worst) {
  /** Nothing known. */
  public static final Facts NONE = new Facts(Counts.NONE, List.of(), 0, Map.of(), 0, -1);

  /** How many releases and hosts are listed. */
  public static final int MOST = 20;

  private static final int LONGEST_HOST = 255;
  private static final int RANKS = 1_000;

  /**
   * A release in which an incident was seen.
   *
   * @param first the earliest sighting in it
   * @param last the latest
   * @param count how many
   * @param judged whether it was asked since the fix if this release has it
   */
  public record Seen(Release release, Instant first, Instant last, long count, boolean judged) {

    Seen plus(Instant time) {
      return new Seen(
          release,
          time.isBefore(first) ? time : first,
          time.isAfter(last) ? time : last,
          count + 1,
          judged);
    }

    Seen judged(boolean now) {
      return new Seen(release, first, last, count, now);
    }
  }

  public Facts {
    releases = List.copyOf(releases);
    hosts = Map.copyOf(hosts);
  }

  /**
   * With further sightings.
   *
   * @param now no time of theirs is taken for later: a clock that is wrong must not hide the rest
   */
  public Facts plus(List<Mark> marks, Instant now) {
    List<Seen> newReleases = new ArrayList<>(releases);
    Map<String, Long> newHosts = new LinkedHashMap<>(hosts);
    List<Instant> times = new ArrayList<>(marks.size());
    long moreReleases = 0;
    long moreHosts = 0;
    int newWorst = worst;
    for (Mark mark : marks) {
      Instant time = mark.time().isAfter(now) ? now : mark.time();
      times.add(time);
      moreReleases += add(newReleases, Release.of(mark.resource()), time) ? 0 : 1;
      moreHosts += add(newHosts, mark.resource().host()) ? 0 : 1;
      newWorst = Math.max(newWorst, mark.rank());
    }
    return new Facts(
        counts.plus(times),
        newReleases,
        otherReleases + moreReleases,
        newHosts,
        otherHosts + moreHosts,
        newWorst);
  }

  /** Where there is no room, the release seen longest ago gives way: the newest matter. */
  private static boolean add(List<Seen> releases, Release release, Instant time) {
    for (int i = 0; i < releases.size(); i++) {
      if (releases.get(i).release().equals(release)) {
        releases.set(i, releases.get(i).plus(time));
        return true;
      }
    }
    if (releases.size() == MOST) {
      Seen oldest = releases.stream().min(Comparator.comparing(Seen::last)).orElseThrow();
      if (!time.isAfter(oldest.last())) {
        return false;
      }
      releases.remove(oldest);
    }
    releases.add(new Seen(release, time, time, 1, false));
    return true;
  }

  private static boolean add(Map<String, Long> hosts, String host) {
    String name = host.length() <= LONGEST_HOST ? host : host.substring(0, LONGEST_HOST);
    if (hosts.size() == MOST && !hosts.containsKey(name)) {
      return false;
    }
    hosts.merge(name, 1L, Long::sum);
    return true;
  }

  /** The same, every release to be judged anew against another fix. */
  public Facts unjudged() {
    return with(releases.stream().map(seen -> seen.judged(false)).toList());
  }

  /** The same, one release judged. */
  public Facts judged(Release release) {
    return with(
        releases.stream()
            .map(seen -> seen.release().equals(release) ? seen.judged(true) : seen)
            .toList());
  }

  private Facts with(List<Seen> newReleases) {
    return new Facts(counts, newReleases, otherReleases, hosts, otherHosts, worst);
  }

  /** How much a record says: its level first, then what it has for somebody who looks into it. */
  public static int rank(LogRecord record) {
    int evidence = 0;
    for (Thrown link = record.thrown(); link != null; link = link.cause()) {
      for (Frame frame : link.frames()) {
        evidence += 1 + frame.values().size();
      }
    }
    return record.level().number() * RANKS + Math.min(evidence, RANKS - 1);
  }
}
