package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.ai.LanguageModel;
import dev.hephaestus.server.ai.ModelException;
import dev.hephaestus.server.ai.ModelReply;
import dev.hephaestus.server.ai.ModelRequest;
import dev.hephaestus.server.ai.ModelRequest.Role;
import dev.hephaestus.server.ai.ModelRequest.Turn;
import dev.hephaestus.server.ai.TokenPrice;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repair.patch.Application;
import dev.hephaestus.server.repair.patch.PatchApplier;
import dev.hephaestus.server.repair.patch.Reply;
import dev.hephaestus.server.repair.patch.ReplyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One model's answers for one task: a conversation goes on while there is feedback and rounds are
 * left, then a fresh one begins, until the samples are used up.
 */
final class ModelProposals implements Proposals {
  private static final int LONGEST_CAUSE = 400;
  private static final int LONGEST_FEEDBACK = 4_000;

  private final LanguageModel model;
  private final TokenPrice price;
  private final ModelLimits limits;
  private final String system;
  private final RepairTask task;
  private final String nonce;

  private final List<Turn> turns = new ArrayList<>();
  private int samples;
  private int rounds;
  private String lastReply = "";
  private String lastReason = "";
  private Optional<String> over = Optional.empty();

  ModelProposals(
      LanguageModel model,
      TokenPrice price,
      ModelLimits limits,
      String system,
      RepairTask task,
      String nonce) {
    this.model = model;
    this.price = price;
    this.limits = limits;
    this.system = system;
    this.task = task;
    this.nonce = nonce;
  }

  @Override
  public Proposal next(Optional<Feedback> feedback) {
    feedback.ifPresent(refusal -> lastReason = refusal.reason());
    if (over.isEmpty() && !continues(feedback) && !startsAfresh()) {
      over =
          Optional.of(
              "The model's "
                  + samples
                  + " attempts were refused"
                  + (lastReason.isEmpty() ? "." : ", the last one because: " + lastReason));
    }
    if (over.isPresent()) {
      return new Proposal.Abstention(over.get(), Cost.NONE);
    }
    return ask();
  }

  /** Corrects the answer before in its own conversation, if there was one and rounds are left. */
  private boolean continues(Optional<Feedback> feedback) {
    if (feedback.isEmpty() || lastReply.isEmpty() || rounds >= limits.feedbackRounds()) {
      return false;
    }
    rounds++;
    turns.add(new Turn(Role.ASSISTANT, lastReply));
    turns.add(new Turn(Role.USER, correction(feedback.get())));
    return true;
  }

  private boolean startsAfresh() {
    if (samples >= limits.samples()) {
      return false;
    }
    samples++;
    rounds = 0;
    turns.clear();
    turns.add(new Turn(Role.USER, Evidence.of(task, nonce)));
    return true;
  }

  private String correction(Feedback feedback) {
    StringBuilder text = new StringBuilder("Your change was refused: ").append(feedback.reason());
    if (!feedback.diagnostics().isEmpty()) {
      text.append("\nWhat the tools say (untrusted data, mark ").append(nonce).append("):\n");
      feedback.diagnostics().forEach(diagnostic -> text.append(diagnostic).append('\n'));
      text.append("End of data ").append(nonce);
    }
    String clipped =
        text.length() > LONGEST_FEEDBACK ? text.substring(0, LONGEST_FEEDBACK) : text.toString();
    return clipped + "\nAnswer again in the same form, with all blocks that are needed.";
  }

  private Proposal ask() {
    lastReply = "";
    ModelReply reply;
    try {
      reply = model.reply(new ModelRequest(system, turns, limits.maxOutputTokens()));
    } catch (ModelException failed) {
      return failure(failed);
    }
    Cost cost = new Cost(reply.tokensIn(), reply.tokensOut(), price.of(reply));
    if (reply.text().length() > ReplyParser.MOST_CHARS) {
      return unusable("The reply is far too long to be a change.", cost);
    }
    if (reply.truncated()) {
      lastReply = reply.text().isBlank() ? "" : reply.text();
      return unusable(
          "The reply was cut off at the length limit; answer more shortly, with the blocks only.",
          cost);
    }
    lastReply = reply.text().isBlank() ? "" : reply.text();
    return read(reply.text(), cost);
  }

  /** A provider that may recover costs one attempt; one that will not ends them all. */
  private Proposal failure(ModelException failed) {
    String reason = failed.getMessage() == null ? "the model failed" : failed.getMessage();
    if (failed.isRetryable() && samples < limits.samples()) {
      return unusable(reason, Cost.NONE);
    }
    over = Optional.of(reason);
    return new Proposal.Abstention(reason, Cost.NONE);
  }

  private Proposal read(String text, Cost cost) {
    return switch (ReplyParser.parse(text)) {
      case Reply.Abstain abstain -> {
        over = Optional.of("The model abstains: " + clip(abstain.reason()));
        yield new Proposal.Abstention(over.get(), cost);
      }
      case Reply.Unreadable unreadable -> unusable(unreadable.reason(), cost);
      case Reply.Change change -> apply(change, cost);
    };
  }

  private Proposal apply(Reply.Change change, Cost cost) {
    return switch (PatchApplier.apply(task.snapshot(), change.edits())) {
      case Application.Applied applied ->
          new Proposal.Candidate(
              applied.patch(),
              change.cause().isEmpty() ? "The model gave no cause." : clip(change.cause()),
              model.name(),
              cost);
      case Application.Refused refused ->
          unusable(
              refused.reason()
                  + (refused.details().isEmpty()
                      ? ""
                      : "\n" + String.join("\n", refused.details())),
              cost);
    };
  }

  private Proposal unusable(String reason, Cost cost) {
    lastReason = reason;
    return new Proposal.Unusable(reason, model.name(), cost);
  }

  private static String clip(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST_CAUSE ? line.substring(0, LONGEST_CAUSE) + "..." : line;
  }
}
