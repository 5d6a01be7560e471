package dev.hephaestus.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hephaestus.server.incident.Facts;
import dev.hephaestus.server.incident.IncidentDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened to an incident since it began. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HistoryView(
    Map<Instant, Long> minutes,
    Map<Instant, Long> hours,
    Map<Instant, Long> days,
    List<ReleaseView> releases,
    long inOtherReleases,
    Map<String, Long> hosts,
    long onOtherHosts,
    IncidentView.SampleView last,
    IncidentView.SampleView worst,
    @Nullable MuteView mute,
    @Nullable FixView fix) {

  /** A release in which it was seen. */
  record ReleaseView(String version, String commit, Instant first, Instant last, long count) {

    static ReleaseView of(Facts.Seen seen) {
      return new ReleaseView(
          seen.release().version(),
          seen.release().commit(),
          seen.first(),
          seen.last(),
          seen.count());
    }
  }

  /** How long it is muted. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MuteView(Instant since, @Nullable Instant until, long occurrences, boolean newRelease) {}

  /** What made it over. */
  record FixView(String commit, String version, Instant at) {}

  static HistoryView of(IncidentDetails details) {
    Facts facts = details.facts();
    return new HistoryView(
        since(facts.counts().minutes(), Duration.ofMinutes(1)),
        since(facts.counts().hours(), Duration.ofHours(1)),
        since(facts.counts().days(), Duration.ofDays(1)),
        facts.releases().stream().map(ReleaseView::of).toList(),
        facts.otherReleases(),
        new TreeMap<>(facts.hosts()),
        facts.otherHosts(),
        IncidentView.SampleView.of(details.last()),
        IncidentView.SampleView.of(details.worst()),
        details
            .mute()
            .map(
                mute ->
                    new MuteView(
                        mute.since(),
                        mute.until().orElse(null),
                        mute.occurrences(),
                        mute.newRelease()))
            .orElse(null),
        details.fix().map(fix -> new FixView(fix.commit(), fix.version(), fix.at())).orElse(null));
  }

  /**
   * By the instants at which the buckets begin; what is beyond time as it is written is left out.
   */
  private static Map<Instant, Long> since(SortedMap<Long, Long> buckets, Duration length) {
    Map<Instant, Long> view = new TreeMap<>();
    long most = Instant.MAX.getEpochSecond() / length.toSeconds();
    buckets.forEach(
        (bucket, count) -> {
          if (Math.abs(bucket) < most) {
            view.put(Instant.ofEpochSecond(bucket * length.toSeconds()), count);
          }
        });
    return view;
  }
}
