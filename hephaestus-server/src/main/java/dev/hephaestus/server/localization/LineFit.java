package dev.hephaestus.server.localization;

/**
 * How well the lines of a trace fit a commit.
 *
 * @param fitting frames whose line is in a method of their name and makes the call that they made
 * @param frames in-project frames with a line
 * @param score how well on the whole, at most the frames; a line that only may be right counts in
 *     part, so that commits can be compared that have the same number of fitting frames
 */
public record LineFit(int fitting, int frames, double score) {

  /** Of a trace that says nothing about the code. */
  public static final LineFit UNKNOWN = new LineFit(0, 0, 0);

  private static final double EPSILON = 1e-9;

  /** Whether it fits clearly better than another. */
  boolean isBetterThan(LineFit other) {
    return score > other.score + EPSILON;
  }

  /** Whether nothing could fit better. */
  boolean isPerfect() {
    return frames > 0 && score > frames - EPSILON;
  }

  /** The same, when there turn out to be more in-project frames. */
  LineFit of(int allFrames) {
    return new LineFit(fitting, allFrames, score);
  }

  /** {@code 9 of 12 frames}. */
  @Override
  public String toString() {
    return fitting + " of " + frames + (frames == 1 ? " frame" : " frames");
  }
}
