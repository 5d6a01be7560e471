package dev.hephaestus.server.app;

import dev.hephaestus.server.ai.Cashier;
import dev.hephaestus.server.ai.LanguageModel;
import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.validation.sandbox.EscapeListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the process that runs the stages gives them: a server from its data directory, a command
 * from the user's cache.
 *
 * @param environment the process's variables
 * @param folder where copies of repositories and work trees are kept
 * @param gitHub the accounts on GitHub
 * @param cashier asked before each call of a model
 * @param experience what is remembered of earlier fixes
 * @param watched puts a watch on a language model
 * @param escapes told of what foreign code tries in the sandbox
 * @param meters where models are counted
 * @param clock tells the time
 */
record Host(
    Map<String, String> environment,
    Path folder,
    GitHubAccess gitHub,
    Cashier cashier,
    Experience experience,
    UnaryOperator<LanguageModel> watched,
    EscapeListener escapes,
    MeterRegistry meters,
    Clock clock) {

  Host {
    environment = Map.copyOf(environment);
  }
}
