package dev.hephaestus.server.github;

/** GitHub's answer is no, and will stay no. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sentence;
  private final int status;
  private final String answer;

  RefusedException(String sentence, int status, String answer) {
    super(sentence);
    this.sentence = sentence;
    this.status = status;
    this.answer = answer;
  }

  String sentence() {
    return sentence;
  }

  int status() {
    return status;
  }

  /** Whether GitHub says so. */
  boolean says(String words) {
    return answer.contains(words);
  }
}
