package dev.hephaestus.server.app;

import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.SandboxedValidator;
import dev.hephaestus.server.validation.ValidationSettings;
import dev.hephaestus.server.validation.Validator;
import dev.hephaestus.server.validation.Workbench;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a sandbox when something is to be built, and not before: where there is none, errors
 * are still collected and localized, and only a repair says what is missing.
 */
final class LazyValidator implements Validator {
  private final ValidationSettings settings;
  private @Nullable Validator validator;

  LazyValidator(ValidationSettings settings) {
    this.settings = settings;
  }

  @Override
  public Workbench open(RepairTask task, Progress progress) {
    return validator().open(task, progress);
  }

  @Override
  public Workbench open(RepairTask task, Reproduction known, Progress progress) {
    return validator().open(task, known, progress);
  }

  private synchronized Validator validator() {
    if (validator == null) {
      validator = new SandboxedValidator(settings);
    }
    return validator;
  }
}
