package dev.hephaestus.server.store;

import dev.hephaestus.server.github.GitHubRepository;
import dev.hephaestus.server.github.OurPullRequest;
import dev.hephaestus.server.github.OurPullRequest.Phase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** The form of our pull requests in their table. */
final class PullRequestRows {
  static final String COLUMNS =
      "solution_id, incident_id, node_id, fingerprint, host, owner, name, base, branch, phase,"
          + " number, link, head, intended_ms, changed_ms";
  static final String PARAMETERS =
      ":solution, :incident, :node, :fingerprint, :host, :owner, :name, :base, :branch, :phase,"
          + " :number, :link, :head, :intended, :changed";

  private PullRequestRows() {}

  /** Gives a statement its values; those that it has no place for are left. */
  static <S extends SqlStatement<S>> S bind(S statement, OurPullRequest request) {
    Map<String, Object> values = new HashMap<>();
    values.put("solution", request.solutionId());
    values.put("incident", request.incidentId());
    values.put("node", request.nodeId());
    values.put("fingerprint", request.fingerprint());
    values.put("host", request.host());
    values.put("owner", request.repository().owner());
    values.put("name", request.repository().name());
    values.put("base", request.base());
    values.put("branch", request.branch());
    values.put("phase", request.phase().name());
    values.put("number", request.number());
    values.put("link", request.link());
    values.put("head", request.head());
    values.put("intended", request.intended().toEpochMilli());
    values.put("changed", request.changed().toEpochMilli());
    return statement.bindMap(values);
  }

  static OurPullRequest read(ResultSet row, StatementContext context) throws SQLException {
    return new OurPullRequest(
        row.getString("solution_id"),
        row.getString("incident_id"),
        row.getString("node_id"),
        row.getString("fingerprint"),
        row.getString("host"),
        new GitHubRepository(row.getString("owner"), row.getString("name")),
        row.getString("base"),
        row.getString("branch"),
        Phase.valueOf(row.getString("phase")),
        row.getLong("number"),
        row.getString("link"),
        row.getString("head"),
        Instant.ofEpochMilli(row.getLong("intended_ms")),
        Instant.ofEpochMilli(row.getLong("changed_ms")));
  }
}
