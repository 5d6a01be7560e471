package dev.hephaestus.server.github;

import java.io.IOException;

/** An answer that is no success, under a name that GitHub's client does not act on. */
final class UnwelcomeAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient GitHubHttp.Answer answer;

  UnwelcomeAnswerException(GitHubHttp.Answer answer) {
    super("status " + answer.status());
    this.answer = answer;
  }

  GitHubHttp.Answer answer() {
    return answer;
  }
}
