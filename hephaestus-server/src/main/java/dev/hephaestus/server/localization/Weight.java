package dev.hephaestus.server.localization;

/**
 * How much each kind of hint and doubt counts.
 *
 * <p>A hint is the chance that its method holds the fault, as if it were the only hint; a doubt is
 * what is left of it; a decay is what is left a step further away.
 *
 * <p><i>Source:</i> set by hand and rounded; known faults of seven open-source projects then moved
 * {@link #OUTWARD} up from 0.78, {@link #ONLY_CHECKS}, {@link #HANDS_ON} and {@link
 * #HANDS_ON_AND_NO_MORE} down from 0.45, 0.7 and 0.55, and added {@link #LITTLE}, {@link
 * #SLICED_THROW}, {@link #PASSES_INDEX}, {@link #SUSPECTS_CLASS} and {@link #MAKES_RECEIVER}. The
 * first of these moves hold for each project when chosen on the others; weights climbed to freely
 * did not do better on projects left out. What speaks for rare exceptions only was not fitted.
 */
enum Weight {
  /** The method of the innermost call. */
  INNERMOST(0.6),

  /** A call further out. */
  OUTWARD(0.9),

  /** A method further out that has but a statement or two, against one that has many. */
  LITTLE(0.5),

  IN_TESTS(0.3),

  /** What made a value of the line that failed. */
  SLICED(0.34),

  /** What decided that the line throws. */
  SLICED_THROW(0.42),

  SLICED_OUTWARD(0.75),
  SLICE_STEP(0.8),
  FIELD_WRITER(0.6),

  /** The call that passed an index that does not exist. */
  PASSES_INDEX(0.35),

  /** What returned, passed or left the null, where the record says which. */
  PRODUCES_NULL(0.35),

  /** What made the collection that cannot be changed. */
  MAKES_FIXED(0.25),

  /** The class that lacks what was looked for in it. */
  LACKS(0.15),

  /** Changed by the newest commit of all; a tie-break. */
  RECENT(0.04),

  /** Whatever makes the object that failed, and so decides what it was made of. */
  MAKES_RECEIVER(0.2),

  MAKES_NAMED(0.35),
  MEMBER_OF_NAMED(0.12),

  /** The best answer to the words of a record without a stack. */
  TEXT(0.3),

  SAME_CLASS(0.05),
  SUSPECTS_CLASS(0.05),
  CALLED(0.05),
  CALLED_BY_SUSPECT(0.22),
  NEIGHBOUR_OUTWARD(0.8),

  MAKES_EXCEPTION(0.3),
  ONLY_CHECKS(0.35),
  HANDS_ON(0.5),
  HANDS_ON_AND_NO_MORE(0.45),
  ONLY_WRAPS(0.5);

  private final double usual;

  Weight(double usual) {
    this.usual = usual;
  }

  /** What counts unless something else is tried. */
  double usual() {
    return usual;
  }
}
