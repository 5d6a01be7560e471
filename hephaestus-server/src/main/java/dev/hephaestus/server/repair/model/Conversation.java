package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.ai.LanguageModel;
import dev.hephaestus.server.ai.ModelException;
import dev.hephaestus.server.ai.ModelReply;
import dev.hephaestus.server.ai.ModelRequest;
import dev.hephaestus.server.ai.ModelRequest.Role;
import dev.hephaestus.server.ai.ModelRequest.Turn;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Exchange;
import dev.hephaestus.server.repair.Feedback;
import java.util.ArrayList;
import java.util.List;

/** Turns that a model and we take, what they cost, and a bounded record of them. */
final class Conversation {
  private static final int LONGEST_KEPT = 100_000;

  /** More of an answer is not sent back: what is refused is at its beginning or nowhere. */
  private static final int LONGEST_ANSWER = 60_000;

  private static final int LONGEST_REASON = 3_000;
  private static final int LONGEST_DIAGNOSTIC = 1_200;
  private static final int MOST_DIAGNOSTICS = 6;

  private final LanguageModel model;
  private final int maxOutputTokens;
  private final String system;
  private final Fence fence;
  private final List<Turn> turns = new ArrayList<>();
  private String unsaid;
  private String answer = "";
  private Cost cost = Cost.NONE;
  private StringBuilder said = new StringBuilder();
  private int corrections;
  private boolean hopeless;
  private String answeredBy;

  Conversation(
      LanguageModel model, int maxOutputTokens, String system, String nonce, String opening) {
    this.model = model;
    this.answeredBy = model.name();
    this.maxOutputTokens = maxOutputTokens;
    this.system = system;
    this.fence = new Fence(nonce);
    this.unsaid = opening;
  }

  /** Whether the last answer can be corrected once more. */
  boolean canBeCorrected(int most) {
    return !answer.isEmpty() && !hopeless && corrections < most;
  }

  /** Marks the last answer as one that nobody would send back. */
  void giveUp() {
    hopeless = true;
  }

  /** Says why the last answer was refused; with tools' words and code apart and fenced. */
  void correct(Feedback feedback, List<String> details) {
    corrections++;
    StringBuilder text = new StringBuilder("Your answer was refused. Why, and what tools say:\n");
    StringBuilder data = new StringBuilder(Clip.to(feedback.reason(), LONGEST_REASON)).append('\n');
    List<String> all = new ArrayList<>(feedback.diagnostics());
    all.addAll(details);
    all.stream()
        .limit(MOST_DIAGNOSTICS)
        .forEach(detail -> data.append(Clip.to(detail, LONGEST_DIAGNOSTIC)).append('\n'));
    text.append(fence.around("DATA", data.toString()));
    text.append("Answer again in the same form, with all blocks that are needed.");
    reply(text.toString());
  }

  /** Goes on after the last answer. */
  void reply(String text) {
    unsaid = text;
  }

  /**
   * Says what is to be said and waits for the answer.
   *
   * @throws ModelException when none could be had
   */
  ModelReply ask() {
    if (!answer.isEmpty()) {
      turns.add(new Turn(Role.ASSISTANT, Clip.to(answer, LONGEST_ANSWER)));
    }
    turns.add(new Turn(Role.USER, unsaid));
    note(unsaid);
    answer = "";
    ModelReply reply = model.reply(new ModelRequest(system, turns, maxOutputTokens));
    answer = reply.text().isBlank() ? "" : reply.text();
    answeredBy = reply.model().isEmpty() ? model.name() : reply.model();
    cost = cost.plus(new Cost(reply.tokensIn(), reply.tokensOut(), reply.usd().orElse(0)));
    return reply;
  }

  private void note(String text) {
    if (said.length() < LONGEST_KEPT) {
      said.append(said.isEmpty() ? "" : "\n\n").append(text);
    }
  }

  /** Which model gave the last answer; where several are tried in order, not always the first. */
  String answeredBy() {
    return answeredBy;
  }

  /** Keeps the last answer in the record of what was said, where the model is asked on. */
  void noteAnswer() {
    note("The model: " + Clip.to(answer, LONGEST_KEPT / 10));
  }

  /** Puts the fence of this task around what others wrote. */
  String fenced(String title, String text) {
    return fence.around(title, text);
  }

  /** What was said since the last call, and answered. */
  Exchange exchange() {
    Exchange exchange =
        new Exchange(Clip.to(said.toString(), LONGEST_KEPT), Clip.to(answer, LONGEST_KEPT));
    said = new StringBuilder();
    return exchange;
  }

  /** What was spent since the last call. */
  Cost spent() {
    Cost spent = cost;
    cost = Cost.NONE;
    return spent;
  }
}
