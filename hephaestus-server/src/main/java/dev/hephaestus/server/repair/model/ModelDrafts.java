package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.ai.ModelException;
import dev.hephaestus.server.ai.ModelReply;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Draft;
import dev.hephaestus.server.repair.Drafts;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.patch.ReplyParser;
import java.util.List;
import java.util.Optional;

/** One model's tests for one task, in one conversation of a few rounds. */
final class ModelDrafts implements Drafts {
  private static final int LONGEST_REASON = 400;
  private static final String ABSTAIN = "ABSTAIN ";

  private final Conversation conversation;
  private final DraftReader reader;
  private final int feedbackRounds;
  private boolean begun;
  private String lastReason = "";
  private Optional<String> over = Optional.empty();

  ModelDrafts(Conversation conversation, DraftReader reader, int feedbackRounds) {
    this.conversation = conversation;
    this.reader = reader;
    this.feedbackRounds = feedbackRounds;
  }

  @Override
  public Draft next(Optional<Feedback> feedback) {
    feedback.ifPresent(refusal -> lastReason = refusal.reason());
    if (over.isEmpty() && begun) {
      if (conversation.canBeCorrected(feedbackRounds)) {
        conversation.correct(
            feedback.orElseGet(() -> new Feedback("Write another test.", List.of())), List.of());
      } else {
        over = Optional.of("The model's tests were refused, the last one because: " + lastReason);
      }
    }
    begun = true;
    return over.isPresent() ? new Draft.Abstention(over.get(), Cost.NONE, Optional.empty()) : ask();
  }

  private Draft ask() {
    ModelReply reply;
    try {
      reply = conversation.ask();
    } catch (ModelException failed) {
      return abstention(failed.getMessage() == null ? "the model failed" : failed.getMessage());
    }
    if (reply.text().length() > ReplyParser.MOST_CHARS) {
      conversation.giveUp();
      return unusable("The reply is far too long to be a test.");
    }
    if (reply.truncated()) {
      return unusable("The reply was cut off at the length limit; write a shorter test.");
    }
    DraftReader.Result result = reader.read(reply.text());
    if (result.fault().startsWith(ABSTAIN)) {
      return abstention(
          "The model abstains: "
              + Clip.line(result.fault().substring(ABSTAIN.length()), LONGEST_REASON));
    }
    return result.fault().isEmpty()
        ? new Draft.Test(
            result.path(),
            result.source(),
            conversation.spent(),
            Optional.of(conversation.exchange()))
        : unusable(result.fault());
  }

  private Draft unusable(String reason) {
    lastReason = reason;
    return new Draft.Unusable(reason, conversation.spent(), Optional.of(conversation.exchange()));
  }

  private Draft abstention(String reason) {
    over = Optional.of(reason);
    return new Draft.Abstention(reason, conversation.spent(), Optional.of(conversation.exchange()));
  }
}
