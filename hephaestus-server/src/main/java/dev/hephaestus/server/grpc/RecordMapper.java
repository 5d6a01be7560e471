package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.LogRecord.Role;
import dev.hephaestus.proto.v1.Pair;
import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.ClientBalance;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Loss;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.Thrown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Turns records of the wire, once they were found valid, into those of the ingest stage. */
final class RecordMapper {
  private static final long NANOS_A_SECOND = 1_000_000_000L;

  private RecordMapper() {}

  static RecordBatch batch(SessionKey session, dev.hephaestus.proto.v1.Batch batch) {
    return new RecordBatch(
        session,
        batch.getFirstSequence(),
        all(batch.getRecordsList(), RecordMapper::record),
        batch.getSkipped());
  }

  static LogRecord record(dev.hephaestus.proto.v1.LogRecord record) {
    long nanos = record.getTimeUnixNanos();
    return new LogRecord(
        Instant.ofEpochSecond(nanos / NANOS_A_SECOND, nanos % NANOS_A_SECOND),
        level(record.getLevel()).orElse(Level.ERROR),
        record.getLogger(),
        record.getThread(),
        record.getTemplate(),
        record.getArgumentsList(),
        record.getMessage(),
        pairs(record.getMdcList()),
        record.getMarkersList(),
        pairs(record.getKeyValuesList()),
        record.getTraceId(),
        record.getSpanId(),
        record.hasThrown() ? thrown(record.getThrown()) : null,
        record.getRole() == Role.ROLE_CONTEXT);
  }

  private static Map<String, String> pairs(List<Pair> pairs) {
    if (pairs.isEmpty()) {
      return Map.of();
    }
    Map<String, String> map = new LinkedHashMap<>();
    pairs.forEach(pair -> map.put(pair.getKey(), pair.getValue()));
    return map;
  }

  /**
   * A circular reference is left out: it repeats what stands further out, and a cause without
   * frames would pass for the deepest one.
   */
  static Thrown thrown(dev.hephaestus.proto.v1.Thrown thrown) {
    List<Thrown> suppressed = new ArrayList<>(thrown.getSuppressedCount());
    for (dev.hephaestus.proto.v1.Thrown each : thrown.getSuppressedList()) {
      if (!each.getCircular()) {
        suppressed.add(thrown(each));
      }
    }
    boolean hasCause = thrown.hasCause() && !thrown.getCause().getCircular();
    return new Thrown(
        thrown.getClassName(),
        thrown.hasMessage() ? thrown.getMessage() : null,
        all(thrown.getFramesList(), RecordMapper::frame),
        thrown.getFramesInCommon(),
        hasCause ? thrown(thrown.getCause()) : null,
        suppressed);
  }

  private static Frame frame(dev.hephaestus.proto.v1.Frame frame) {
    return new Frame(
        frame.getClassName(),
        frame.getMethod(),
        frame.getFile(),
        frame.getLine(),
        frame.getJar(),
        frame.getVersion(),
        all(frame.getValuesList(), RecordMapper::value));
  }

  private static CapturedValue value(dev.hephaestus.proto.v1.CapturedValue value) {
    return new CapturedValue(
        value.getName(),
        value.getType(),
        kind(value.getKind()),
        value.getText(),
        all(value.getPartsList(), RecordMapper::value),
        value.getTruncated(),
        value.getRedacted());
  }

  private static CapturedValue.Kind kind(dev.hephaestus.proto.v1.CapturedValue.Kind kind) {
    return switch (kind) {
      case KIND_NULL -> CapturedValue.Kind.NULL;
      case KIND_PRIMITIVE -> CapturedValue.Kind.PRIMITIVE;
      case KIND_STRING -> CapturedValue.Kind.STRING;
      case KIND_ENUM -> CapturedValue.Kind.ENUM;
      case KIND_ARRAY -> CapturedValue.Kind.ARRAY;
      case KIND_COLLECTION -> CapturedValue.Kind.COLLECTION;
      case KIND_MAP -> CapturedValue.Kind.MAP;
      // A kind of a newer client is at least some object.
      case KIND_OBJECT, KIND_UNSPECIFIED, UNRECOGNIZED -> CapturedValue.Kind.OBJECT;
    };
  }

  /** The level; empty where none was given. */
  static Optional<Level> level(dev.hephaestus.proto.v1.Level level) {
    return switch (level) {
      case LEVEL_TRACE -> Optional.of(Level.TRACE);
      case LEVEL_DEBUG -> Optional.of(Level.DEBUG);
      case LEVEL_INFO -> Optional.of(Level.INFO);
      case LEVEL_WARN -> Optional.of(Level.WARN);
      case LEVEL_ERROR -> Optional.of(Level.ERROR);
      case LEVEL_FATAL -> Optional.of(Level.FATAL);
      case LEVEL_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }

  static List<Loss> losses(dev.hephaestus.proto.v1.Batch batch) {
    return all(
        batch.getLossesList(),
        loss -> new Loss(level(loss.getLevel()), loss.getCount(), reason(loss.getReason())));
  }

  static ClientBalance balance(dev.hephaestus.proto.v1.ClientReport report) {
    Map<Loss.Reason, Long> lost = new EnumMap<>(Loss.Reason.class);
    for (dev.hephaestus.proto.v1.Loss loss : report.getLossesList()) {
      lost.merge(reason(loss.getReason()), loss.getCount(), Long::sum);
    }
    return new ClientBalance(
        report.getAppended(),
        report.getAcknowledged(),
        lost,
        report.getPassedOver(),
        report.getWaiting(),
        report.getSpooled(),
        report.getRecovered(),
        report.getScrubbed());
  }

  private static Loss.Reason reason(dev.hephaestus.proto.v1.Loss.Reason reason) {
    return switch (reason) {
      case REASON_QUEUE_FULL -> Loss.Reason.QUEUE_FULL;
      case REASON_SPOOL_FULL -> Loss.Reason.SPOOL_FULL;
      case REASON_UNREADABLE -> Loss.Reason.UNREADABLE;
      case REASON_UNSPECIFIED, UNRECOGNIZED -> Loss.Reason.UNKNOWN;
    };
  }

  /** Fields of their own win over attributes of the same meaning. */
  static Resource resource(dev.hephaestus.proto.v1.Resource resource) {
    Map<String, String> attributes = new HashMap<>(pairs(resource.getAttributesList()));
    putKnown(attributes, "k8s.pod.name", resource.getPod());
    putKnown(attributes, "container.name", resource.getContainer());
    putKnown(attributes, "process.runtime.description", resource.getJvm());
    putKnown(attributes, "hephaestus.client", resource.getClient());
    if (resource.getProcessId() > 0) {
      attributes.put("process.pid", Long.toString(resource.getProcessId()));
    }
    return new Resource(
        resource.getService(),
        resource.getServiceVersion(),
        resource.getCommit(),
        resource.getHost(),
        attributes);
  }

  private static void putKnown(Map<String, String> attributes, String key, String value) {
    if (!value.isEmpty()) {
      attributes.put(key, value);
    }
  }

  private static <A, B> List<B> all(List<A> from, Function<A, B> map) {
    if (from.isEmpty()) {
      return List.of();
    }
    List<B> to = new ArrayList<>(from.size());
    for (A each : from) {
      to.add(map.apply(each));
    }
    return to;
  }
}
