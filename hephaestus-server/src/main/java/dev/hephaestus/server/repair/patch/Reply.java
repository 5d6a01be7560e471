package dev.hephaestus.server.repair.patch;

import java.util.List;
import java.util.Objects;

/** What a model's text says: edits, an abstention, or nothing that can be read. */
public sealed interface Reply {

  /**
   * A change.
   *
   * @param cause one sentence: what is wrong; empty when the model did not say
   * @param edits at least one, in the order of the text
   */
  record Change(String cause, List<Edit> edits) implements Reply {
    public Change {
      Objects.requireNonNull(cause, "cause");
      edits = List.copyOf(edits);
    }
  }

  /**
   * The model gives up.
   *
   * @param reason why
   */
  record Abstain(String reason) implements Reply {}

  /**
   * Not in the form that was asked for.
   *
   * @param reason what is wrong with it, for the model
   */
  record Unreadable(String reason) implements Reply {}
}
