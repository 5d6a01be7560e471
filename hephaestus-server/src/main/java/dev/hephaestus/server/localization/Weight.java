package dev.hephaestus.server.localization;

/**
 * How much each kind of hint and doubt counts.
 *
 * <p>A hint is the chance that its method holds the fault, as if it were the only hint; a doubt is
 * what is left of it; a decay is what is left a step further away.
 */
enum Weight {
  INNERMOST(0.6),
  OUTWARD(0.78),
  IN_TESTS(0.3),

  SLICED(0.34),
  SLICED_OUTWARD(0.75),
  SLICE_STEP(0.8),
  FIELD_WRITER(0.6),

  MAKES_NAMED(0.35),
  MEMBER_OF_NAMED(0.12),

  SAME_CLASS(0.05),
  CALLED(0.05),
  CALLED_BY_SUSPECT(0.22),
  NEIGHBOUR_OUTWARD(0.8),

  MAKES_EXCEPTION(0.3),
  ONLY_CHECKS(0.45),
  HANDS_ON(0.7),
  HANDS_ON_AND_NO_MORE(0.55),
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
