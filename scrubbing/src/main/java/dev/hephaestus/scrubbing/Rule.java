package dev.hephaestus.scrubbing;

/** What a kind of secret is called, and what stands in its place. */
final class Rule {
  private final String name;
  private final String mark;

  Rule(String name, String mark) {
    this.name = name;
    this.mark = mark;
  }

  static Rule of(String name) {
    return new Rule(name, "[redacted:" + name + "]");
  }

  String name() {
    return name;
  }

  /** The same for every secret of the kind, so that it says nothing of the one it replaced. */
  String mark() {
    return mark;
  }
}
