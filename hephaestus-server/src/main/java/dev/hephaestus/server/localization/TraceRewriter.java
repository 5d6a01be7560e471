package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts other frames into a record's throwable; everything else stays. */
final class TraceRewriter {

  private static final int DEEPEST = 8;

  private TraceRewriter() {}

  /**
   * The record with other frames.
   *
   * @param frames what replaces which
   * @param links is told what became of each throwable
   */
  static LogRecord rewrite(
      LogRecord record, Map<Frame, Frame> frames, IdentityHashMap<Thrown, Thrown> links) {
    Thrown thrown = record.thrown();
    return new LogRecord(
        record.time(),
        record.level(),
        record.logger(),
        record.thread(),
        record.template(),
        record.arguments(),
        record.message(),
        record.mdc(),
        record.markers(),
        record.keyValues(),
        record.traceId(),
        record.spanId(),
        thrown == null ? null : rewrite(thrown, frames, links, 0),
        record.context());
  }

  private static Thrown rewrite(
      Thrown thrown, Map<Frame, Frame> frames, IdentityHashMap<Thrown, Thrown> links, int depth) {
    List<Thrown> chain = new ArrayList<>(thrown.chain());
    @Nullable Thrown cause = null;
    for (int i = chain.size() - 1; i >= 0; i--) {
      Thrown link = chain.get(i);
      cause =
          new Thrown(
              link.className(),
              link.message(),
              link.frames().stream().map(frame -> frames.getOrDefault(frame, frame)).toList(),
              link.framesInCommon(),
              cause,
              suppressed(link, frames, links, depth));
      links.put(link, cause);
    }
    return cause == null ? thrown : cause;
  }

  private static List<Thrown> suppressed(
      Thrown link, Map<Frame, Frame> frames, IdentityHashMap<Thrown, Thrown> links, int depth) {
    return depth == DEEPEST
        ? link.suppressed()
        : link.suppressed().stream().map(each -> rewrite(each, frames, links, depth + 1)).toList();
  }
}
