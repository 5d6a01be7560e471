package dev.hephaestus.server.store;

import dev.hephaestus.server.github.Notice;
import dev.hephaestus.server.github.WebhookInbox;
import java.time.Instant;
import java.util.List;

/** What GitHub told, in SQL. */
final class SqlWebhookInbox implements WebhookInbox {
  private final Sql sql;

  SqlWebhookInbox(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Taken put(Notice notice, Instant now) {
    return sql.write(
        handle -> {
          boolean known =
              handle
                  .createQuery("select 1 from webhook_notice where delivery = :delivery")
                  .bind("delivery", notice.delivery())
                  .mapTo(int.class)
                  .findOne()
                  .isPresent();
          if (known) {
            return Taken.KNOWN;
          }
          long waiting =
              handle
                  .createQuery("select count(*) from webhook_notice where not done")
                  .mapTo(long.class)
                  .one();
          if (waiting >= MOST_WAITING) {
            return Taken.FULL;
          }
          handle.execute(
              "insert into webhook_notice (delivery, received, due, tries, done, body)"
                  + " values (?, ?, ?, 0, false, ?)",
              notice.delivery(),
              now.toEpochMilli(),
              now.toEpochMilli(),
              GitHubDocument.write(notice));
          return Taken.NEW;
        });
  }

  @Override
  public List<Waiting> due(Instant now, int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select body, tries from webhook_notice where not done and due <= :now"
                        + " order by received, delivery limit :limit")
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Waiting(
                            GitHubDocument.readNotice(row.getString("body")), row.getInt("tries")))
                .list());
  }

  @Override
  public void done(String delivery) {
    sql.write(
        handle ->
            handle.execute("update webhook_notice set done = true where delivery = ?", delivery));
  }

  @Override
  public void later(String delivery, Instant due) {
    sql.write(
        handle ->
            handle.execute(
                "update webhook_notice set due = ?, tries = tries + 1 where delivery = ?",
                due.toEpochMilli(),
                delivery));
  }

  @Override
  public void forget(Instant before) {
    sql.write(
        handle ->
            handle.execute(
                "delete from webhook_notice where done and received < ?", before.toEpochMilli()));
  }
}
