package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.ai.LanguageModel;
import dev.hephaestus.server.repair.Drafts;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repair.TestAuthor;
import java.util.List;
import java.util.function.Supplier;

/**
 * Has a language model write a test that shows a fault, in the project's own way. What it writes
 * counts for nothing until it was run.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class ModelTestAuthor implements TestAuthor {
  private static final int LONGEST_NEIGHBOUR = 8_000;

  private final LanguageModel model;
  private final ModelLimits limits;
  private final Supplier<String> nonces;
  private final String system;

  public ModelTestAuthor(LanguageModel model, ModelLimits limits) {
    this(model, limits, ModelProposer::nonce);
  }

  ModelTestAuthor(LanguageModel model, ModelLimits limits, Supplier<String> nonces) {
    this.model = model;
    this.limits = limits;
    this.nonces = nonces;
    this.system = SystemPrompt.load(SystemPrompt.TEST);
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public Drafts begin(RepairTask task) {
    String nonce = nonces.get();
    TestStyle style = TestStyle.of(task);
    Conversation conversation =
        new Conversation(
            model,
            limits.maxOutputTokens(),
            system,
            nonce,
            Evidence.of(task, nonce, List.of(style(task, style))));
    return new ModelDrafts(
        conversation, new DraftReader(task.snapshot(), style), limits.feedbackRounds());
  }

  private static String style(RepairTask task, TestStyle style) {
    StringBuilder text = new StringBuilder("## How this project writes tests\n");
    text.append("framework: ").append(style.framework()).append('\n');
    text.append("tests are below: ").append(style.root()).append('\n');
    text.append("package of the class under test: ").append(style.packageName()).append('\n');
    style
        .neighbour()
        .ifPresent(
            file ->
                text.append("\nFILE: ")
                    .append(file.path())
                    .append(" (a test of the project, for its style)\n")
                    .append(Clip.to(task.snapshot().text(file.path()), LONGEST_NEIGHBOUR)));
    return text.toString();
  }
}
