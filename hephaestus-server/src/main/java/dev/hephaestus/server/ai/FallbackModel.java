package dev.hephaestus.server.ai;

import dev.hephaestus.server.ai.ModelException.Kind;
import java.util.List;
import java.util.stream.Collectors;

/** Asks models in order: the next one where the one before gives no reply. */
final class FallbackModel implements LanguageModel {
  private final List<LanguageModel> models;

  FallbackModel(List<LanguageModel> models) {
    this.models = List.copyOf(models);
    if (this.models.isEmpty()) {
      throw new IllegalArgumentException("no model to ask");
    }
  }

  @Override
  public String name() {
    return models.stream().map(LanguageModel::name).collect(Collectors.joining(", else "));
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    StringBuilder said = new StringBuilder();
    boolean canPass = false;
    ModelException last = null;
    for (LanguageModel model : models) {
      try {
        return model.reply(request);
      } catch (ModelException failed) {
        if (failed.kind() == Kind.INTERRUPTED) {
          throw failed;
        }
        said.append(said.isEmpty() ? "" : "; ").append(failed.getMessage());
        canPass |= failed.isRetryable();
        last = failed;
      }
    }
    if (last == null || models.size() == 1) {
      throw last == null ? new IllegalStateException("no model was asked") : last;
    }
    throw new ModelException(canPass ? Kind.FAILING : last.kind(), said.toString());
  }
}
