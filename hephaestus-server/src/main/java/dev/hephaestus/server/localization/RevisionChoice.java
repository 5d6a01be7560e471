package dev.hephaestus.server.localization;

import java.util.Objects;

/**
 * The commit that is taken for the one that logged a record, and why.
 *
 * @param commit its full hash
 * @param how how it was found
 * @param fit how well the lines of the trace fit it
 * @param reason one sentence for people
 */
public record RevisionChoice(String commit, How how, LineFit fit, String reason) {

  /** How a commit was found. */
  public enum How {
    /** The record or its reader names it. */
    NAMED,
    /** A tag has the version that the record names. */
    TAG,
    /** The lines of the trace fit it better than the head. */
    FITTED,
    /** Nothing speaks for another than the newest. */
    HEAD
  }

  /** A commit that whoever asks gave. */
  public static RevisionChoice given(String commit) {
    return new RevisionChoice(commit, How.NAMED, LineFit.UNKNOWN, "The revision was given.");
  }

  public RevisionChoice {
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(how, "how");
    Objects.requireNonNull(fit, "fit");
    Objects.requireNonNull(reason, "reason");
  }
}
