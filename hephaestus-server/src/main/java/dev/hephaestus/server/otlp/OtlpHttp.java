package dev.hephaestus.server.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * OTLP logs over HTTP, as protobuf or JSON, plain or with gzip: what is behind {@code POST
 * /v1/logs}.
 *
 * <p><i>Errors:</i> as OTLP has them: 429 and 503 with a time to wait for what is to be sent again,
 * other codes for good; the body is a google.rpc.Status in the request's own encoding.
 */
public final class OtlpHttp {
  /** The address. */
  public static final String PATH = "/v1/logs";

  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final Duration READ_WITHIN = Duration.ofSeconds(30);
  private static final int CHUNK = 16 << 10;

  private final OtlpReception reception;
  private final LongSupplier nanos;

  /** What is answered. */
  public static final class Reply {
    private final int status;
    private final String mediaType;
    private final byte[] body;
    private final long retryAfter;

    Reply(int status, String mediaType, byte[] body, long retryAfter) {
      this.status = status;
      this.mediaType = mediaType;
      this.body = body;
      this.retryAfter = retryAfter;
    }

    /** The status of HTTP. */
    public int status() {
      return status;
    }

    /** The body's type. */
    public String mediaType() {
      return mediaType;
    }

    /** The message. */
    public byte[] body() {
      return body.clone();
    }

    /** Seconds after which to send it again; 0 for never. */
    public long retryAfter() {
      return retryAfter;
    }
  }

  public OtlpHttp(OtlpReception reception) {
    this(reception, System::nanoTime);
  }

  OtlpHttp(OtlpReception reception, LongSupplier nanos) {
    this.reception = Objects.requireNonNull(reception, "reception");
    this.nanos = nanos;
  }

  /** Takes a request; returns after the commit. */
  public Reply post(
      @Nullable String contentType, @Nullable String encoding, InputStream body, Sender sender) {
    String type = mediaType(contentType);
    boolean json = type.equals(JSON);
    if (!json && !type.equals(PROTOBUF)) {
      return error(PROTOBUF, 415, Code.INVALID_ARGUMENT, "send " + PROTOBUF + " or " + JSON);
    }
    String packed = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    boolean gzip = packed.equals("gzip");
    if (!gzip && !packed.isEmpty() && !packed.equals("identity")) {
      return error(type, 415, Code.INVALID_ARGUMENT, "send it plain or with gzip");
    }
    int most = json ? OtlpJson.MOST_BYTES : OtlpLimits.REQUEST_BYTES;
    try (Share share = reception.share()) {
      ByteArrayOutputStream all = new ByteArrayOutputStream(CHUNK);
      Optional<Outcome> refused =
          read(gzip ? new GZIPInputStream(body, CHUNK) : body, most, share, all);
      if (refused.isPresent()) {
        return reply(type, refused.get());
      }
      byte[] bytes = all.toByteArray();
      return reply(
          type,
          json ? reception.json(bytes, share, sender) : reception.protobuf(bytes, share, sender));
    } catch (InvalidProtocolBufferException malformed) {
      return error(type, 400, Code.INVALID_ARGUMENT, "malformed: " + malformed.getMessage());
    } catch (ZipException | EOFException broken) {
      return error(type, 400, Code.INVALID_ARGUMENT, "the body is no whole gzip");
    } catch (IOException gone) {
      return error(type, 408, Code.DEADLINE_EXCEEDED, "the body did not come in time");
    } catch (RuntimeException | LinkageError | StackOverflowError unexpected) {
      return reply(type, reception.unexpected(unexpected), 500);
    }
  }

  private static String mediaType(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip();
  }

  /** Reads all of the body, or says why not; not for longer than a sender needs. */
  private Optional<Outcome> read(InputStream body, int most, Share share, ByteArrayOutputStream all)
      throws IOException {
    long end = nanos.getAsLong() + READ_WITHIN.toNanos();
    byte[] chunk = new byte[CHUNK];
    for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
      all.write(chunk, 0, count);
      if (all.size() > most) {
        return Optional.of(
            new Outcome.TooLarge("a request has more than " + most + " bytes, send smaller ones"));
      }
      if (!share.growTo(all.size())) {
        return Optional.of(reception.crowded());
      }
      if (nanos.getAsLong() - end > 0) {
        throw new IOException("too slow");
      }
    }
    return Optional.empty();
  }

  private static Reply reply(String type, Outcome outcome) {
    return reply(type, outcome, 400);
  }

  private static Reply reply(String type, Outcome outcome, int refused) {
    return switch (outcome) {
      case Outcome.Stored stored ->
          new Reply(200, type, body(type, OtlpGrpcService.response(stored)), 0);
      case Outcome.Refused no -> error(type, refused, Code.INVALID_ARGUMENT, no.reason());
      case Outcome.TooLarge large -> error(type, 413, Code.RESOURCE_EXHAUSTED, large.reason());
      case Outcome.Again again -> {
        Status status = status(Code.UNAVAILABLE, again.reason());
        yield new Reply(503, type, body(type, status), Math.max(1, again.after().toSeconds()));
      }
    };
  }

  private static Reply error(String type, int status, Code code, String reason) {
    return new Reply(status, type, body(type, status(code, reason)), 0);
  }

  private static Status status(Code code, String reason) {
    return Status.newBuilder().setCode(code.getNumber()).setMessage(reason).build();
  }

  private static byte[] body(String type, Message message) {
    return type.equals(JSON) ? OtlpJson.write(message) : message.toByteArray();
  }
}
