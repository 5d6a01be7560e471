package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.ai.LanguageModel;
import dev.hephaestus.server.ai.ModelException;
import dev.hephaestus.server.ai.ModelReply;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repair.patch.Application;
import dev.hephaestus.server.repair.patch.PatchApplier;
import dev.hephaestus.server.repair.patch.Reply;
import dev.hephaestus.server.repair.patch.ReplyParser;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One model's answers for one task: a conversation goes on while there is feedback and rounds are
 * left, then a fresh one begins, until the samples are used up; in a last one the model may look
 * around in the code before it answers.
 */
final class ModelProposals implements Proposals {
  private static final int LONGEST_CAUSE = 400;

  private final LanguageModel model;
  private final ModelLimits limits;
  private final String system;
  private final RepairTask task;
  private final String nonce;

  private int samples;
  private @Nullable Conversation conversation;
  private @Nullable LookAround lookAround;
  private List<String> details = List.of();
  private String lastReason = "";
  private boolean seesTooLittle;
  private Optional<String> over = Optional.empty();

  ModelProposals(
      LanguageModel model, ModelLimits limits, String system, RepairTask task, String nonce) {
    this.model = model;
    this.limits = limits;
    this.system = system;
    this.task = task;
    this.nonce = nonce;
  }

  @Override
  public Proposal next(Optional<Feedback> feedback) {
    feedback.ifPresent(refusal -> lastReason = refusal.reason());
    Conversation current = over.isPresent() ? null : conversation(feedback);
    if (current == null) {
      String reason = over.orElseGet(this::allRefused);
      over = Optional.of(reason);
      return new Proposal.Abstention(reason, Cost.NONE);
    }
    return ask(current);
  }

  private String allRefused() {
    return "The model's "
        + samples
        + " attempts were refused"
        + (lastReason.isEmpty() ? "." : ", the last one because: " + lastReason);
  }

  private @Nullable Conversation conversation(Optional<Feedback> feedback) {
    Conversation current = conversation;
    if (current != null
        && feedback.isPresent()
        && !seesTooLittle
        && current.canBeCorrected(limits.feedbackRounds())) {
      current.correct(feedback.get(), details);
      return current;
    }
    return startsAfresh();
  }

  private @Nullable Conversation startsAfresh() {
    String opening = Evidence.of(task, nonce, PastFixes.sections(task));
    if (samples < limits.samples() && !seesTooLittle) {
      samples++;
    } else if (limits.lookRounds() > 0 && lookAround == null) {
      samples++;
      seesTooLittle = false;
      lookAround = new LookAround(task.snapshot(), limits.lookRounds());
      opening = opening + lookAround.offer();
    } else {
      return null;
    }
    conversation = new Conversation(model, limits.maxOutputTokens(), system, nonce, opening);
    return conversation;
  }

  private Proposal ask(Conversation current) {
    details = List.of();
    ModelReply reply;
    try {
      reply = current.ask();
      while (wantsToLook(reply)) {
        if (!looks(current, reply)) {
          return keptLooking(current);
        }
        reply = current.ask();
      }
    } catch (ModelException failed) {
      return failure(current, failed);
    }
    if (reply.text().length() > ReplyParser.MOST_CHARS) {
      current.giveUp();
      return unusable(current, "The reply is far too long to be a change.");
    }
    if (reply.truncated()) {
      return unusable(
          current,
          "The reply was cut off at the length limit; answer more shortly, with the blocks only.");
    }
    return read(current, reply.text());
  }

  private boolean wantsToLook(ModelReply reply) {
    return lookAround != null
        && !reply.truncated()
        && reply.text().length() <= ReplyParser.MOST_CHARS
        && LookRequest.isAll(reply.text());
  }

  /** Shows what was asked for, if that may still be. */
  private boolean looks(Conversation current, ModelReply reply) {
    Optional<String> shown =
        lookAround == null ? Optional.empty() : lookAround.answer(reply.text());
    shown.ifPresent(
        text -> {
          current.noteAnswer();
          current.reply(current.fenced("DATA", text) + left());
        });
    return shown.isPresent();
  }

  private String left() {
    return lookAround == null ? "" : lookAround.left();
  }

  private Proposal keptLooking(Conversation current) {
    over =
        Optional.of(
            "The model only went on asking to see code, "
                + limits.lookRounds()
                + " times, and proposed nothing.");
    return new Proposal.Abstention(over.get(), current.spent(), Optional.of(current.exchange()));
  }

  /** A provider that may recover costs one attempt; one that will not ends them all. */
  private Proposal failure(Conversation current, ModelException failed) {
    String reason = failed.getMessage() == null ? "the model failed" : failed.getMessage();
    if (failed.isRetryable() && samples < limits.samples()) {
      return unusable(current, reason);
    }
    over = Optional.of(reason);
    return new Proposal.Abstention(reason, current.spent(), Optional.of(current.exchange()));
  }

  private Proposal read(Conversation current, String text) {
    return switch (ReplyParser.parse(text)) {
      case Reply.Abstain abstain -> abstention(current, abstain);
      case Reply.Unreadable unreadable -> unusable(current, unreadable.reason());
      case Reply.Change change -> apply(current, change);
    };
  }

  /** A model that gives up may only have seen too little: it may look around, once. */
  private Proposal abstention(Conversation current, Reply.Abstain abstain) {
    String reason = "The model abstains: " + Clip.line(abstain.reason(), LONGEST_CAUSE);
    if (limits.lookRounds() > 0 && lookAround == null) {
      seesTooLittle = true;
      return unusable(current, reason);
    }
    over = Optional.of(reason);
    return new Proposal.Abstention(reason, current.spent(), Optional.of(current.exchange()));
  }

  private Proposal apply(Conversation current, Reply.Change change) {
    return switch (PatchApplier.apply(task.snapshot(), change.edits())) {
      case Application.Applied applied ->
          new Proposal.Candidate(
              applied.patch(),
              change.cause().isEmpty()
                  ? "The model gave no cause."
                  : Clip.line(change.cause(), LONGEST_CAUSE),
              current.answeredBy(),
              current.spent(),
              Optional.of(current.exchange()));
      case Application.Refused refused -> {
        details = refused.details();
        yield unusable(current, refused.reason());
      }
    };
  }

  private Proposal unusable(Conversation current, String reason) {
    lastReason = reason;
    return new Proposal.Unusable(
        reason, current.answeredBy(), current.spent(), Optional.of(current.exchange()));
  }
}
