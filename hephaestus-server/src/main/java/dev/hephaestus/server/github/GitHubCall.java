package dev.hephaestus.server.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call as people know it, which sorts what came of it in place of an answer into a no and a not
 * now.
 *
 * @param failed {@code cannot read /pulls/12 of acme/shop}
 * @param permission what it takes
 * @param host whose API it goes to
 */
record GitHubCall(String failed, String permission, String host) {
  private static final Logger log = LoggerFactory.getLogger(GitHubCall.class);
  private static final int ACCEPTED = 202;
  private static final int UNAUTHORIZED = 401;
  private static final int TIMED_OUT = 408;
  private static final int MOST_CAUSES = 10;

  /**
   * Gives a no back as the exception to throw, and throws a not now.
   *
   * @param token the one that it was made with, which is not to be said
   */
  RefusedException sorted(Exception fault, String token) throws TryAgainException {
    Optional<LimitedException> limited = cause(fault, LimitedException.class);
    if (limited.isPresent()) {
      throw new TryAgainException(
          failed + ": " + limited.get().getMessage(), Optional.of(limited.get().waitFor()));
    }
    Optional<GitHubHttp.Answer> unwelcome = unwelcome(fault);
    if (unwelcome.isEmpty()) {
      throw unclear(fault);
    }
    int status = unwelcome.get().status();
    if (status >= 500 || status == TIMED_OUT) {
      throw new TryAgainException(failed + ": status " + status, Optional.empty());
    }
    if (status == ACCEPTED) {
      throw new TryAgainException(
          failed + ": GitHub works it out still", Optional.of(Duration.ofSeconds(2)));
    }
    return GitHubRefusals.of(failed, permission, host, unwelcome.get(), token);
  }

  /** What the call did is not known. */
  private TryAgainException unclear(Exception fault) {
    String why;
    if (cause(fault, JsonProcessingException.class).isPresent()) {
      why = "no whole answer from " + host + ": it is no JSON, or not what belongs there";
    } else if (cause(fault, IOException.class).isPresent()) {
      why = "no whole answer from " + host;
    } else {
      // GitHub's client goes on as if everything were there.
      why = "the answer from " + host + " lacks what is needed: " + fault.getMessage();
      log.warn("{}: {}", failed, why, fault);
    }
    return new TryAgainException(failed + ": " + why, Optional.empty());
  }

  /** Whether GitHub does not know the token that it was made with. */
  static boolean isOfNoToken(Exception fault) {
    return unwelcome(fault).filter(no -> no.status() == UNAUTHORIZED).isPresent();
  }

  private static Optional<GitHubHttp.Answer> unwelcome(Exception fault) {
    return cause(fault, UnwelcomeAnswerException.class).map(UnwelcomeAnswerException::answer);
  }

  /** GitHub's client wraps what is thrown below it. */
  private static <T extends Throwable> Optional<T> cause(Throwable fault, Class<T> type) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
