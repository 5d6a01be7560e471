package dev.hephaestus.server.ai;

/** A key that does not print itself and can be struck out of other people's texts. */
final class Secret {
  private static final int SHORTEST = 6;
  private static final int LONGEST_DETAIL = 300;

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

  /** What a provider says, as one short line with the key struck out. */
  String clip(String said) {
    String line = strikeOut(said).replaceAll("\\p{Cntrl}", " ").replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "..." : line;
  }

  @Override
  public String toString() {
    return "***";
  }
}
