package dev.hephaestus.server.repair;

import java.util.Objects;
import java.util.Optional;

/** What a test author answers: a test, an answer that is none, or an abstention. */
public sealed interface Draft {

  /** What it cost to get this answer. */
  Cost cost();

  /** What was said and answered, where a model was asked. */
  Optional<Exchange> exchange();

  /**
   * A test to be proven; it counts only when it fails as it was logged.
   *
   * @param path where it belongs in the repository; no file is there yet
   * @param source the whole test class, in Java
   */
  record Test(String path, String source, Cost cost, Optional<Exchange> exchange) implements Draft {

    public Test {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(cost, "cost");
      Objects.requireNonNull(exchange, "exchange");
    }
  }

  /**
   * An answer that is no test; {@link Drafts#next} may be called again with the reason.
   *
   * @param reason one sentence
   */
  record Unusable(String reason, Cost cost, Optional<Exchange> exchange) implements Draft {

    public Unusable {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(cost, "cost");
      Objects.requireNonNull(exchange, "exchange");
    }
  }

  /**
   * Nothing more; final.
   *
   * @param reason one sentence that a person can act on
   */
  record Abstention(String reason, Cost cost, Optional<Exchange> exchange) implements Draft {

    public Abstention {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(cost, "cost");
      Objects.requireNonNull(exchange, "exchange");
    }
  }
}
