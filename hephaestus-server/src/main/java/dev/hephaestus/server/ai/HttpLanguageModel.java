package dev.hephaestus.server.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.ai.ModelException.Kind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A model behind a provider's HTTP API: one request, one reply, read while it arrives and broken
 * off when it takes too long or grows too large.
 */
final class HttpLanguageModel implements LanguageModel {
  static final int MOST_BYTES = 8 << 20;
  private static final int MOST_OF_A_REFUSAL = 8 << 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ProviderSettings settings;
  private final Dialect dialect;
  private final Secret secret;
  private final ModelEndpoint endpoint;
  private final Clock clock;

  HttpLanguageModel(
      ProviderSettings settings, Dialect dialect, Secret secret, String baseUrl, Clock clock) {
    this.settings = settings;
    this.dialect = dialect;
    this.secret = secret;
    this.clock = clock;
    this.endpoint =
        new ModelEndpoint(
            settings.name(), baseUrl, dialect.headers(secret), secret, settings.timeouts());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    return ask(request, settings.streaming());
  }

  private ModelReply ask(ModelRequest request, boolean streaming) {
    Timeouts timeouts = settings.timeouts();
    Stopwatch stopwatch = new Stopwatch(streaming ? timeouts : Timeouts.of(timeouts.total()));
    HttpResponse<ArrivingBody> response =
        endpoint.post(
            dialect.path(settings.model(), streaming),
            dialect.body(settings.model(), request, streaming).toString(),
            stopwatch);
    try (ArrivingBody body = response.body()) {
      int status = response.statusCode();
      if (status / 100 == 2) {
        return read(response, request, stopwatch);
      }
      String said =
          new String(endpoint.start(body, MOST_OF_A_REFUSAL, stopwatch), StandardCharsets.UTF_8);
      if (streaming && refusesToStream(status, said)) {
        return ask(request, false);
      }
      throw refusal(response, said);
    }
  }

  /** A server that cannot stream, or does not know an option of it, says so by that word. */
  private static boolean refusesToStream(int status, String said) {
    boolean refusesForm = status == 400 || status == 422 || status == 501;
    return refusesForm && said.toLowerCase(Locale.ROOT).contains("stream");
  }

  private ModelReply read(
      HttpResponse<ArrivingBody> response, ModelRequest request, Stopwatch stopwatch) {
    ReplyDraft draft = new ReplyDraft(name(), secret);
    try {
      EventReader reader = new EventReader(response.headers().firstValue("content-type"));
      int bytes = 0;
      for (byte[] piece = next(response.body(), draft, stopwatch);
          piece.length > 0;
          piece = next(response.body(), draft, stopwatch)) {
        bytes += piece.length;
        if (bytes > MOST_BYTES) {
          throw new ModelException(
              Kind.TOO_LONG,
              "the reply of model " + name() + " is longer than " + MOST_BYTES + " bytes");
        }
        if (take(reader.feed(piece), draft) || reader.isWhole()) {
          stopwatch.heard();
        }
      }
      if (!draft.isClosed()) {
        take(reader.end(), draft);
      }
      return draft.finish(request, settings.price());
    } catch (ModelException failed) {
      // The provider has begun to answer, and bills it.
      throw failed.withSpent(draft.usage(request));
    }
  }

  private byte[] next(ArrivingBody body, ReplyDraft draft, Stopwatch stopwatch) {
    if (draft.isClosed()) {
      return new byte[0];
    }
    try {
      return endpoint.take(body, stopwatch);
    } catch (ModelException late) {
      // Some servers never close the connection, and some close it with a fault.
      if (draft.isEnded() && late.kind() != Kind.INTERRUPTED) {
        draft.closed();
        return new byte[0];
      }
      throw late;
    }
  }

  private boolean take(List<String> texts, ReplyDraft draft) {
    boolean progress = false;
    for (String text : texts) {
      if (dialect.isLast(text)) {
        draft.ended(false);
        draft.closed();
      } else if (!draft.isClosed()) {
        for (JsonNode event : parse(text)) {
          progress |= dialect.read(event, draft);
        }
      }
    }
    return progress;
  }

  /** The objects in a text: one, or several where a stream was not announced as one. */
  private List<JsonNode> parse(String text) {
    try (MappingIterator<JsonNode> events = JSON.readerFor(JsonNode.class).readValues(text)) {
      List<JsonNode> read = events.readAll();
      if (read.stream().allMatch(JsonNode::isContainerNode)) {
        return read;
      }
    } catch (IOException malformed) {
      // Said below; where it is malformed helps nobody.
    }
    throw new ModelException(
        Kind.GARBLED,
        "model " + name() + " gave a reply that could not be read: " + secret.clip(text));
  }

  private ModelException refusal(HttpResponse<ArrivingBody> response, String said) {
    int status = response.statusCode();
    boolean isSpent = status == 429 && said.contains("insufficient_quota");
    boolean isBusy = status == 408 || (status == 429 && !isSpent);
    String what =
        switch (status) {
          case 401, 403 -> "refused the API key; check that it is valid for this model";
          case 404 -> "does not know the model or the address; check both in the configuration";
          case 402 -> "wants to be paid";
          case 408, 429 ->
              isSpent ? "says that the account's quota is used up" : "asks to slow down";
          default -> status >= 500 ? "is failing or overloaded" : "refused the request";
        };
    return new ModelException(
        isBusy ? Kind.BUSY : status >= 500 ? Kind.FAILING : Kind.REFUSED,
        "the provider of " + name() + " " + what + ": HTTP " + status + " " + secret.clip(said),
        RetryAfter.of(response.headers(), clock.instant()),
        Optional.empty());
  }
}
