package dev.hephaestus.scrubbing;

/** What a name says of its value. */
final class Sensitivity {
  static final Sensitivity PASSWORD = new Sensitivity(Rule.of("password"), true);
  static final Sensitivity KEY = new Sensitivity(Rule.of("api-key"), true);
  static final Sensitivity NAMED = new Sensitivity(Rule.of("by-name"), true);

  private final Rule rule;
  private final boolean certain;
  private final boolean unlessPath;

  Sensitivity(Rule rule, boolean certain) {
    this(rule, certain, false);
  }

  private Sensitivity(Rule rule, boolean certain, boolean unlessPath) {
    this.rule = rule;
    this.certain = certain;
    this.unlessPath = unlessPath;
  }

  /** As well, but of a name that is used for folders, too. */
  Sensitivity unlessPath() {
    return new Sensitivity(rule, certain, true);
  }

  Rule rule() {
    return rule;
  }

  /** Whether the name alone is enough, or the value must look like a secret as well. */
  boolean isCertain() {
    return certain;
  }

  /** Whether what stands there, in a text that people may have written, is a secret. */
  boolean covers(String text, int start, int end) {
    boolean path = unlessPath && start < end && "/\\".indexOf(text.charAt(start)) >= 0;
    return !Harmless.is(text, start, end)
        && !path
        && (certain || Randomness.isSecretLike(text, start, end));
  }

  /** Whether this value, of which the name is all that is known, is a secret. */
  boolean covers(String value) {
    return !Harmless.is(value, 0, value.length())
        && (certain || CharClass.DIGITS.runEnd(value, 0) < Math.min(value.length(), 10));
  }
}
