package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.LearnedTemplate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The templates that were learned from messages, those that were learned longest ago let go. */
final class LearnedTemplates {
  private static final int KEPT = 100_000;

  private LearnedTemplates() {}

  static void keep(Handle handle, List<LearnedTemplate> learned) {
    if (learned.isEmpty()) {
      return;
    }
    long ordinal = Sql.advance(handle, "learned", learned.size()) - learned.size();
    try (PreparedBatch batch =
        handle.prepareBatch(
            "insert into learned_template (node_id, scope, founder, template, ordinal)"
                + " values (:node, :scope, :founder, :template, :ordinal)"
                + " on conflict (node_id, scope, founder)"
                + " do update set template = excluded.template")) {
      for (LearnedTemplate one : learned) {
        batch
            .bind("node", one.nodeId())
            .bind("scope", one.scope())
            .bind("founder", one.founder())
            .bind("template", one.template())
            .bind("ordinal", ++ordinal)
            .add();
      }
      batch.execute();
    }
    handle.execute("delete from learned_template where ordinal <= ?", ordinal - KEPT);
  }

  static List<LearnedTemplate> all(Handle handle) {
    return handle
        .createQuery(
            "select node_id, scope, founder, template from learned_template order by ordinal")
        .map(
            (row, context) ->
                new LearnedTemplate(
                    row.getString("node_id"),
                    row.getString("scope"),
                    row.getString("founder"),
                    row.getString("template")))
        .list();
  }
}
