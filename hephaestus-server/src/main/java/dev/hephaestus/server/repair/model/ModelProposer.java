package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.ai.LanguageModel;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.Proposer;
import dev.hephaestus.server.repair.RepairTask;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Proposes what a language model answers. The evidence reaches the model behind a nonce and marked
 * untrusted; the model can only answer text.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class ModelProposer implements Proposer {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 12;

  private final LanguageModel model;
  private final ModelLimits limits;
  private final Supplier<String> nonces;
  private final String system;

  public ModelProposer(LanguageModel model, ModelLimits limits) {
    this(model, limits, ModelProposer::nonce);
  }

  ModelProposer(LanguageModel model, ModelLimits limits, Supplier<String> nonces) {
    this.model = model;
    this.limits = limits;
    this.nonces = nonces;
    this.system = SystemPrompt.load(SystemPrompt.REPAIR);
  }

  static String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public Proposals begin(RepairTask task) {
    return new ModelProposals(model, limits, system, task, nonces.get());
  }
}
