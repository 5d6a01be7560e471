package dev.hephaestus.server.app;

import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.SandboxedValidator;
import dev.hephaestus.server.validation.ValidationSettings;
import dev.hephaestus.server.validation.Validator;
import dev.hephaestus.server.validation.Workbench;
import dev.hephaestus.server.validation.sandbox.EscapeListener;
import dev.hephaestus.server.validation.sandbox.SandboxFinder;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a sandbox when something is to be built, and not before: errors are collected and
 * localized without one.
 */
final class LazyValidator implements Validator {
  private final ValidationSettings settings;
  private final EscapeListener escapes;
  private @Nullable Validator validator;

  LazyValidator(ValidationSettings settings, EscapeListener escapes) {
    this.settings = settings;
    this.escapes = escapes;
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
      validator = new SandboxedValidator(settings, new SandboxFinder(), escapes);
    }
    return validator;
  }
}
