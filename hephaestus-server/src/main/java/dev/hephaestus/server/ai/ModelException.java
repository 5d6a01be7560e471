package dev.hephaestus.server.ai;

import dev.hephaestus.server.HephaestusException;
import java.time.Duration;
import java.util.Optional;

/** A model that gave no reply. The message never holds a key. */
public final class ModelException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  /** Why there is no reply. */
  public enum Kind {
    /** The provider, or our own rate limit, asks to slow down. */
    BUSY(true),
    /** The provider is failing or overloaded. */
    FAILING(true),
    /** No connection, or one that broke off. */
    UNREACHABLE(true),
    /** No first token in time, or none after the last. */
    STALLED(true),
    /** The reply went on beyond the total time. */
    TIMED_OUT(true),
    /** What came is not what the provider's documentation promises. */
    GARBLED(true),
    /** More came than any fix needs. */
    TOO_LONG(false),
    /** The model or the provider's filter refuses to answer. */
    WITHHELD(false),
    /** The provider refuses the request or the key. */
    REFUSED(false),
    /** It failed too often of late and is left alone for a while. */
    CIRCUIT_OPEN(true),
    /** The money or the tokens are used up. */
    OVER_BUDGET(false),
    /** The caller was interrupted. */
    INTERRUPTED(false);

    private final boolean passes;

    Kind(boolean passes) {
      this.passes = passes;
    }

    /** Whether the same model may answer the same request a little later. */
    boolean isWorthAnotherTry() {
      // Whoever used up the total time would most likely do so again.
      return passes && this != TIMED_OUT && this != CIRCUIT_OPEN;
    }

    /** Whether it tells that the provider is unwell, as opposed to what was asked of it. */
    boolean isTheProvidersFault() {
      return switch (this) {
        case BUSY, FAILING, UNREACHABLE, STALLED, TIMED_OUT, GARBLED -> true;
        case TOO_LONG, WITHHELD, REFUSED, CIRCUIT_OPEN, OVER_BUDGET, INTERRUPTED -> false;
      };
    }
  }

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;
  private final transient Optional<TokenUsage> spent;

  ModelException(
      Kind kind, String message, Optional<Duration> retryAfter, Optional<TokenUsage> spent) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.spent = spent;
  }

  ModelException(Kind kind, String message) {
    this(kind, message, Optional.empty(), Optional.empty());
  }

  public ModelException(String message, boolean retryable) {
    this(retryable ? Kind.FAILING : Kind.REFUSED, message);
  }

  /** Why there is no reply. */
  public Kind kind() {
    return kind;
  }

  /** Whether trying again later can help. */
  public boolean isRetryable() {
    return kind.passes;
  }

  /** How long the provider asks to be left alone. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** What the provider will bill although there is no reply; empty where it was not reached. */
  Optional<TokenUsage> spent() {
    return spent;
  }

  ModelException withSpent(TokenUsage usage) {
    return new ModelException(kind, String.valueOf(getMessage()), retryAfter, Optional.of(usage));
  }
}
