package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.Comment.Verdict;
import dev.hephaestus.server.github.WatchedPull.Seen;
import dev.hephaestus.server.github.WatchedPull.State;
import dev.hephaestus.server.pipeline.Revision.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what people say on a pull request, and decides what is done about it.
 *
 * <p>Only people who may write to the repository are heard, and GitHub is asked whether they may.
 * Programs, and ourselves, are never answered.
 */
final class Listening {
  private final Decisions decisions;
  private final Endings endings;
  private final Function<String, Optional<Solution>> solutions;

  Listening(Decisions decisions, Endings endings, Function<String, Optional<Solution>> solutions) {
    this.decisions = decisions;
    this.endings = endings;
    this.solutions = solutions;
  }

  /** Reads what is new, and gives the pull request back as read so far. */
  WatchedPull listen(WatchedPull pull, PullRequestApi api)
      throws TryAgainException, RefusedException {
    Seen seen = pull.seen();
    Map<Comment.Place, Long> read = new EnumMap<>(Comment.Place.class);
    read.put(Comment.Place.CONVERSATION, seen.comment());
    read.put(Comment.Place.LINE, seen.reviewComment());
    read.put(Comment.Place.REVIEW, seen.review());
    Map<String, Boolean> writers = new HashMap<>();
    List<Comment> review = new ArrayList<>();
    for (Comment comment : api.comments(seen)) {
      read.merge(comment.place(), comment.id(), Math::max);
      if (comment.person()) {
        hear(pull, comment, api, writers, review);
      }
    }
    if (!review.isEmpty()) {
      reviewed(pull, review);
    }
    return pull.with(
        seen.read(
            last(read, Comment.Place.CONVERSATION),
            last(read, Comment.Place.LINE),
            last(read, Comment.Place.REVIEW)));
  }

  private static long last(Map<Comment.Place, Long> read, Comment.Place place) {
    return read.getOrDefault(place, 0L);
  }

  private void hear(
      WatchedPull pull,
      Comment comment,
      PullRequestApi api,
      Map<String, Boolean> writers,
      List<Comment> review)
      throws TryAgainException, RefusedException {
    Optional<Command> command = Command.in(comment.text());
    boolean matters = command.isPresent() || pull.state() == State.CLOSED || isReview(comment);
    if (!matters || comment.text().isBlank()) {
      return;
    }
    Boolean may = writers.get(comment.author());
    if (may == null) {
      may = api.mayWrite(comment);
      writers.put(comment.author(), may);
    }
    if (!may) {
      if (command.isPresent()) {
        decisions.say(pull, "stranger", ReviewReplies.NOT_ALLOWED);
      }
    } else if (pull.state() == State.CLOSED) {
      endings.explained(pull, comment.text());
    } else if (command.isPresent()) {
      obey(pull, comment, command.get());
    } else {
      review.add(comment);
    }
  }

  /** Words on a line that begin a thread, or what a review wants as a whole. */
  private static boolean isReview(Comment comment) {
    return switch (comment.place()) {
      case REVIEW -> comment.verdict() == Verdict.WANTS_CHANGES;
      case LINE -> !comment.answer() && comment.verdict() != Verdict.APPROVES;
      case CONVERSATION -> false;
    };
  }

  private void obey(WatchedPull pull, Comment comment, Command command) {
    String cause = comment.cause();
    switch (command.verb()) {
      case REVISE -> {
        String words = command.words().isEmpty() ? "Propose another fix." : command.words();
        String remark = comment.about().isEmpty() ? words : "On " + comment.about() + "\n" + words;
        decisions.revise(pull, cause, Reason.REVIEW, List.of(remark), comment.thread());
      }
      case RETRY -> decisions.revise(pull, cause, Reason.RETRY, List.of(), comment.thread());
      case EXPLAIN ->
          decisions.say(
              pull,
              cause,
              solutions
                  .apply(pull.solutionId())
                  .map(ReviewReplies::explanation)
                  .orElse("I have nothing kept about this fix any more."),
              comment.thread());
      case CLOSE -> {
        decisions.say(pull, cause, ReviewReplies.CLOSED_AS_ASKED, comment.thread());
        decisions.close(pull, Endings.ASKED);
        endings.explained(pull, command.words());
      }
      case UNKNOWN -> decisions.say(pull, cause, ReviewReplies.HELP, comment.thread());
    }
  }

  /** All that a review says leads to one other fix. */
  private void reviewed(WatchedPull pull, List<Comment> review) {
    Comment first = review.get(0);
    decisions.revise(
        pull,
        first.cause(),
        Reason.REVIEW,
        review.stream().map(Comment::remark).toList(),
        first.thread());
  }
}
