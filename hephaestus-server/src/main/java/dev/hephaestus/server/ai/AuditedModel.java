package dev.hephaestus.server.ai;

import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import java.util.Map;
import java.util.Objects;

/**
 * Tells the audit log of each question before it leaves the house; the question itself it keeps.
 */
public final class AuditedModel implements LanguageModel {
  private final LanguageModel model;
  private final AuditLog audit;
  private final Accounts accounts;

  /**
   * @param accounts knows for whom it is asked
   */
  public AuditedModel(LanguageModel model, AuditLog audit, Accounts accounts) {
    this.model = Objects.requireNonNull(model, "model");
    this.audit = Objects.requireNonNull(audit, "audit");
    this.accounts = Objects.requireNonNull(accounts, "accounts");
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    Account account = accounts.current();
    audit.record(
        new AuditEvent(
            "server",
            "",
            "model.asked",
            account.run(),
            Map.of("model", model.name(), "node", account.node())));
    return model.reply(request);
  }
}
