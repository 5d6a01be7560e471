package dev.hephaestus.server.ai;

import java.util.List;
import java.util.Objects;

/**
 * A conversation to be continued by a model.
 *
 * @param system the instructions, the same for every task so that providers can cache them
 * @param turns alternating, the user's first and last
 * @param maxOutputTokens an upper bound of the reply's length
 */
public record ModelRequest(String system, List<Turn> turns, int maxOutputTokens) {

  /** Who speaks. */
  public enum Role {
    USER,
    ASSISTANT
  }

  /**
   * One message.
   *
   * @param role who speaks
   * @param text what is said
   */
  public record Turn(Role role, String text) {}

  public ModelRequest {
    Objects.requireNonNull(system, "system");
    turns = List.copyOf(turns);
    if (turns.isEmpty() || turns.get(turns.size() - 1).role() != Role.USER) {
      throw new IllegalArgumentException("the last turn is the user's");
    }
    if (maxOutputTokens < 1) {
      throw new IllegalArgumentException("maxOutputTokens is below 1: " + maxOutputTokens);
    }
  }
}
