package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A throwable as structure.
 *
 * @param className binary name of its class
 * @param message its message, or null when it has none
 * @param frames its own frames, innermost call first, without those shared with the enclosing
 *     throwable
 * @param framesInCommon how many frames at its end are the enclosing throwable's and left out
 * @param cause what caused it, or null
 * @param suppressed what was suppressed while it was thrown
 */
public record Thrown(
    String className,
    @Nullable String message,
    List<Frame> frames,
    int framesInCommon,
    @Nullable Thrown cause,
    List<Thrown> suppressed) {

  public Thrown {
    Objects.requireNonNull(className, "className");
    frames = List.copyOf(frames);
    suppressed = List.copyOf(suppressed);
  }

  /** A throwable without cause or suppressed ones. */
  public static Thrown of(String className, @Nullable String message, List<Frame> frames) {
    return new Thrown(className, message, frames, 0, null, List.of());
  }

  /** This throwable and its causes, outermost first. */
  public List<Thrown> chain() {
    List<Thrown> chain = new ArrayList<>();
    for (Thrown link = this; link != null; link = link.cause) {
      chain.add(link);
    }
    return Collections.unmodifiableList(chain);
  }

  /** The end of the cause chain: where the trouble began. */
  public Thrown deepestCause() {
    Thrown link = this;
    while (link.cause != null) {
      link = link.cause;
    }
    return link;
  }

  /** The class's name without its package: {@code NullPointerException}. */
  public String simpleName() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** As {@link Throwable#toString()} prints it. */
  public String headline() {
    return message == null ? className : className + ": " + message;
  }
}
