package dev.hephaestus.server.ai;

/** A key that does not print itself and can be struck out of other people's texts. */
final class Secret {
  private static final int SHORTEST = 6;

  private final String value;

  Secret(String value) {
    this.value = value;
  }

  boolean isEmpty() {
    return value.isEmpty();
  }

  String reveal() {
    return value;
  }

  /** The text with the key struck out; a short or missing key hides nothing. */
  String strikeOut(String text) {
    return value.length() < SHORTEST ? text : text.replace(value, "***");
  }

  @Override
  public String toString() {
    return "***";
  }
}
