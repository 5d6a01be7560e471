package dev.hephaestus.server.store;

import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.pipeline.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Seals the logins of rows that were written before logins were sealed: once for a database, before
 * anything else works on it.
 *
 * <p>Nothing of them is left in the file's free space. Cut off in the middle it begins anew at the
 * next start, since a row that is sealed stays as it is.
 */
final class ClearLogins {
  private static final int PAGE = 200;
  private static final String DONE = "logins_sealed";

  private final Sql sql;
  private final HiddenLogins logins;

  /** A row, and what it becomes. */
  private record Sealed(String id, String column, String value) {}

  ClearLogins(Sql sql, HiddenLogins logins) {
    this.sql = sql;
    this.logins = logins;
  }

  /** Returns how many values were written anew; 0 when it was done before. */
  int seal() {
    if (isDone()) {
      return 0;
    }
    sql.outside(handle -> handle.execute("pragma secure_delete = on"));
    int sealed =
        texts("node", "id", "location", logins::hidden)
            + texts("node", "id", "body", this::node)
            + texts("node_archive", "id", "location", logins::hidden)
            + texts("solution", "id", "body", this::solution)
            + texts("known_fix", "solution_id", "repository", logins::hidden)
            + texts("review", "solution_id", "repository", logins::hidden)
            + texts("review", "solution_id", "body", this::review);
    sql.write(handle -> Sql.advance(handle, DONE, 1));
    sql.outside(handle -> handle.execute("pragma secure_delete = off"));
    // What was written before is in the log of the database too.
    sql.outside(handle -> handle.execute("pragma wal_checkpoint(truncate)"));
    return sealed;
  }

  private boolean isDone() {
    return sql.read(
            handle ->
                handle
                    .createQuery("select value from counter where name = :name")
                    .bind("name", DONE)
                    .mapTo(long.class)
                    .one())
        > 0;
  }

  private String node(String body) {
    Node node = NodeDocument.read(body, logins);
    return node.repository().equals(logins.hidden(node.repository()))
        ? body
        : NodeDocument.write(node, logins);
  }

  private String solution(String body) {
    var solution = SolutionDocument.read(body, logins);
    return solution.repository().equals(logins.hidden(solution.repository()))
        ? body
        : SolutionDocument.write(solution, logins);
  }

  private String review(String body) {
    Review review = ReviewDocument.read(body);
    return ReviewDocument.write(
        new Review(
            review.solutionId(),
            sealed(review.repository(), logins::hidden),
            review.example(),
            review.at()));
  }

  /** What is sealed already has the name of its secret at its end. */
  private static String sealed(String value, UnaryOperator<String> how) {
    return HiddenLogins.isHidden(value) ? value : how.apply(value);
  }

  private int texts(String table, String key, String column, UnaryOperator<String> how) {
    int sealed = 0;
    String after = "";
    Map<String, String> page;
    do {
      page = page(table, key, column, after);
      List<Sealed> changed = new ArrayList<>();
      for (Map.Entry<String, String> row : page.entrySet()) {
        // Before the one writer is taken, which a login that is new needs for itself.
        String value = sealed(row.getValue(), how);
        if (!value.equals(row.getValue())) {
          changed.add(new Sealed(row.getKey(), column, value));
        }
        after = row.getKey();
      }
      sealed += write(table, key, changed);
    } while (page.size() == PAGE);
    return sealed;
  }

  private Map<String, String> page(String table, String key, String column, String after) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + key
                        + " as id, "
                        + column
                        + " as value from "
                        + table
                        + " where "
                        + key
                        + " > :after order by "
                        + key
                        + " limit :limit")
                .bind("after", after)
                .bind("limit", PAGE)
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("value")))
                .list()
                .stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (first, second) -> first,
                        TreeMap::new)));
  }

  private int write(String table, String key, List<Sealed> changed) {
    return changed.isEmpty()
        ? 0
        : sql.write(
            handle -> changed.stream().mapToInt(row -> write(handle, table, key, row)).sum());
  }

  private static int write(Handle handle, String table, String key, Sealed row) {
    int clash = row.column.equals("location") && table.equals("node") ? clashes(handle, row) : 0;
    return handle
        .createUpdate(
            "update " + table + " set " + row.column + " = :value where " + key + " = :id")
        // The same service was registered again since: that one keeps the place, this one its id.
        .bind("value", clash > 0 ? row.value + "&was=" + row.id : row.value)
        .bind("id", row.id)
        .execute();
  }

  private static int clashes(Handle handle, Sealed row) {
    return handle
        .createQuery(
            "select count(*) from node other join node mine on mine.id = :id"
                + " where other.tenant = mine.tenant and other.service = mine.service"
                + " and other.branch = mine.branch and other.location = :value"
                + " and other.id <> mine.id")
        .bind("id", row.id)
        .bind("value", row.value)
        .mapTo(int.class)
        .one();
  }
}
