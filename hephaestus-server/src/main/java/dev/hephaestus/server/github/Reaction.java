package dev.hephaestus.server.github;

import dev.hephaestus.server.pipeline.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Something that is done once about what happened on a pull request.
 *
 * @param id what it is about: {@code acme/shop#12/comment/991}; one reaction each
 * @param pullId the pull request
 * @param deed what is done
 * @param state how far it is
 * @param created when it was decided on
 * @param due when it is worked on next
 * @param tries how often it was begun
 */
public record Reaction(
    String id, String pullId, Deed deed, State state, Instant created, Instant due, int tries) {

  /** How far a reaction is. */
  public enum State {
    INTENDED,
    /** Its run is under way. */
    WORKING,
    DONE,
    GIVEN_UP
  }

  /** What is done. */
  public sealed interface Deed {}

  /**
   * A comment is written.
   *
   * @param text its text, without the mark
   * @param mark what it is known by once it is there; nobody can know it before
   * @param thread the comment on a line that it answers; 0 for the conversation
   */
  public record Say(String text, String mark, long thread) implements Deed {
    public Say {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(mark, "mark");
    }
  }

  /**
   * The pull request's text is written anew.
   *
   * @param body it; carries the incident's mark
   */
  public record Rewrite(String body) implements Deed {
    public Rewrite {
      Objects.requireNonNull(body, "body");
    }
  }

  /** The pull request is closed. */
  public record Close() implements Deed {}

  /**
   * A better fix is looked for and put on the branch.
   *
   * @param reason why
   * @param remarks what was said; the words of others
   * @param thread where it is answered
   * @param runId its run; empty before there is one
   */
  public record Revise(Revision.Reason reason, List<String> remarks, long thread, String runId)
      implements Deed {
    public Revise {
      Objects.requireNonNull(reason, "reason");
      remarks = List.copyOf(remarks);
      Objects.requireNonNull(runId, "runId");
    }

    Revise by(String run) {
      return new Revise(reason, remarks, thread, run);
    }
  }

  public Reaction {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(pullId, "pullId");
    Objects.requireNonNull(deed, "deed");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(due, "due");
  }

  static Reaction to(WatchedPull pull, String cause, Deed deed, Instant now) {
    return new Reaction(pull.id() + "/" + cause, pull.id(), deed, State.INTENDED, now, now, 0);
  }

  /** Whether nothing more will come of it. */
  public boolean isOver() {
    return state == State.DONE || state == State.GIVEN_UP;
  }

  /** The same on the pull request's new id. */
  public Reaction on(String pull) {
    return new Reaction(
        pull + id.substring(pullId.length()), pull, deed, state, created, due, tries);
  }

  Reaction in(State newState) {
    return new Reaction(id, pullId, deed, newState, created, due, tries);
  }

  Reaction doing(Deed newDeed) {
    return new Reaction(id, pullId, newDeed, state, created, due, tries);
  }

  Reaction dueAt(Instant newDue) {
    return new Reaction(id, pullId, deed, state, created, newDue, tries);
  }

  Reaction tried() {
    return new Reaction(id, pullId, deed, state, created, due, tries + 1);
  }
}
