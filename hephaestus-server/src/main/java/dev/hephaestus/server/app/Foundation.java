package dev.hephaestus.server.app;

import dev.hephaestus.server.Ids;
import dev.hephaestus.server.ai.Accounts;
import dev.hephaestus.server.security.AuditAnchor;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import dev.hephaestus.server.security.ChainedAuditLog;
import dev.hephaestus.server.security.Secrets;
import dev.hephaestus.server.store.Database;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * What every room of a server stands on.
 *
 * @param configuration what was set
 * @param parts what is stopped with the server
 * @param database where everything is kept
 * @param gitHub the accounts on GitHub
 * @param audit told of what is decided and done
 * @param accounts on whose behalf models are asked
 * @param ids for whatever is made
 * @param counted where rooms count
 * @param clock tells the time
 */
record Foundation(
    Configuration configuration,
    Parts parts,
    Database database,
    GitHubAccess gitHub,
    AuditLog audit,
    Accounts accounts,
    Ids ids,
    ServerMeters counted,
    Clock clock) {

  /** Lays it; what an older server wrote in the clear is sealed before anybody works. */
  static Foundation lay(Configuration configuration, Parts parts, Clock clock) {
    Database database =
        parts.add(Database.open(configuration.dataDirectory(), configuration.masterKeys(), clock));
    AuditLog chain =
        new ChainedAuditLog(database.audit(), new AuditAnchor(configuration.auditAnchor()), clock);
    AuditLog audit = new AuditOfNodes(chain, database.nodes());
    seal(database, audit);
    return new Foundation(
        configuration,
        parts,
        database,
        GitHubAccess.of(
            configuration.gitHub(),
            name -> Secrets.given(name).flatMap(database.secrets()::find),
            clock),
        audit,
        new Accounts(),
        new Ids(clock, new SecureRandom()),
        new ServerMeters(),
        clock);
  }

  private static void seal(Database database, AuditLog audit) {
    int sealed = database.sealClearLogins();
    if (sealed > 0) {
      audit.record(
          new AuditEvent(
              "server", "", "logins.sealed", "", Map.of("values", Integer.toString(sealed))));
    }
  }

  PrometheusMeterRegistry meters() {
    return counted.registry();
  }
}
