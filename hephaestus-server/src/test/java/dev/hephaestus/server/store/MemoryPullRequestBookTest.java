package dev.hephaestus.server.store;

import dev.hephaestus.server.github.MemoryPullRequestBook;
import dev.hephaestus.server.github.PullRequestBook;

/** The book of tests keeps what the others keep. */
final class MemoryPullRequestBookTest extends PullRequestBookContract {
  private final PullRequestBook book = new MemoryPullRequestBook();

  @Override
  PullRequestBook book() {
    return book;
  }
}
