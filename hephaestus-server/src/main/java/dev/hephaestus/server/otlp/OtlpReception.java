package dev.hephaestus.server.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hephaestus.server.Ids;
import dev.hephaestus.server.ingest.Intake;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of OTLP logs, whichever way they come: measures a request, lets in what fits into memory
 * now, and asks the others to come again.
 *
 * <p><i>Threads:</i> safe for use by many at once; returns after the commit.
 */
public final class OtlpReception {
  private static final Logger log = LoggerFactory.getLogger(OtlpReception.class);
  private static final Outcome CROWDED =
      new Outcome.Again("too much is being stored now, send it again", Duration.ofSeconds(1));

  /** The debt that a request may come with, as for a stream of ours. */
  private static final Duration MOST_DEBT = Duration.ofSeconds(1);

  private final OtlpLogs logs;
  private final Intake intake;
  private final Ids ids;

  /**
   * @param intake what all senders together may hold, also those of other protocols
   */
  public OtlpReception(OtlpLogs logs, Intake intake, Ids ids) {
    this.logs = Objects.requireNonNull(logs, "logs");
    this.intake = Objects.requireNonNull(intake, "intake");
    this.ids = Objects.requireNonNull(ids, "ids");
  }

  /** Asks for a request, at once or when there is room for more. */
  void whenThereIsRoom(Runnable ask) {
    intake.whenThereIsRoom(ask);
  }

  /** What a request that comes holds until it is answered; nothing as yet. */
  Share share() {
    return new Share(intake);
  }

  /** What whoever finds no room is told. */
  Outcome crowded() {
    return CROWDED;
  }

  Outcome protobuf(byte[] bytes, Share share, Sender sender) throws InvalidProtocolBufferException {
    Optional<Outcome> later = indebted(sender);
    if (later.isPresent()) {
      return later.get();
    }
    OtlpRequest request = OtlpRequest.of(bytes);
    return share.growTo(request.weight()) ? logs.take(request.parse(), sender) : CROWDED;
  }

  Outcome json(byte[] bytes, Share share, Sender sender) throws InvalidProtocolBufferException {
    Optional<Outcome> later = indebted(sender);
    if (later.isPresent()) {
      return later.get();
    }
    return share.growTo((long) OtlpJson.WEIGHT * bytes.length)
        ? logs.take(OtlpJson.read(bytes), sender)
        : CROWDED;
  }

  /** What is too much is stored and slows the next, so that nothing is lost by a limit. */
  private static Optional<Outcome> indebted(Sender sender) {
    Duration debt = sender.throttle().debt();
    return debt.compareTo(MOST_DEBT) > 0
        ? Optional.of(
            new Outcome.Again("the credential has sent more than its limit", debt.plus(MOST_DEBT)))
        : Optional.empty();
  }

  /** Tells the log what went wrong in here, and the sender only by reference. */
  Outcome unexpected(Throwable fault) {
    String reference = ids.next();
    log.error("a request of OTLP failed, reference {}", reference, fault);
    return new Outcome.Refused("the server's log has the details under reference " + reference);
  }
}
