package dev.hephaestus.server.repair.model;

/**
 * The marks around text that others wrote. The nonce is drawn for each task, so that no text can
 * hold it by intent; where one does all the same, it is struck out.
 *
 * @param nonce what the marks carry
 */
record Fence(String nonce) {

  /** The text between marks that carry the title. */
  String around(String title, String text) {
    String inside = text.replace(nonce, "(struck out)");
    return begin(title)
        + "\n"
        + inside
        + (inside.isEmpty() || inside.endsWith("\n") ? "" : "\n")
        + "END "
        + title
        + " "
        + nonce
        + "\n";
  }

  private String begin(String title) {
    return "BEGIN " + title + " " + nonce;
  }
}
