package dev.hephaestus.server.incident;

import java.util.Objects;

/**
 * A message's template that was learned from messages.
 *
 * @param nodeId whose messages
 * @param scope the logger, or the place that threw
 * @param founder the first message of it, masked: the name under which all of it are known
 * @param template its words, with {@code <*>} where they vary, and {@code <**>} for any end
 */
public record LearnedTemplate(String nodeId, String scope, String founder, String template) {

  public LearnedTemplate {
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(founder, "founder");
    Objects.requireNonNull(template, "template");
  }
}
