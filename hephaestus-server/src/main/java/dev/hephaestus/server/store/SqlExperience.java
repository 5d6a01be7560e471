package dev.hephaestus.server.store;

import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.pipeline.KnownFix;
import dev.hephaestus.server.pipeline.Review;
import dev.hephaestus.server.repair.Example.Judgement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is remembered of earlier fixes in SQL. */
final class SqlExperience implements Experience {
  private static final int KNOWN_FIXES = 3;

  /** Whose the solution is; the owner outlives the node. */
  private static final String TENANT =
      "coalesce((select o.tenant from solution s join node_owner o on o.node_id = s.node_id"
          + " where s.id = :solution), 'default')";

  private final Sql sql;
  private final HiddenLogins logins;

  SqlExperience(Sql sql, HiddenLogins logins) {
    this.sql = sql;
    this.logins = logins;
  }

  @Override
  public void keep(Review told) {
    Review review =
        new Review(told.solutionId(), logins.hidden(told.repository()), told.example(), told.at());
    sql.write(
        handle -> {
          handle
              .createUpdate(
                  "insert into review (solution_id, tenant, repository, told_at, rejected, body)"
                      + " values (:solution, "
                      + TENANT
                      + ", :repository, :at, :rejected, :body)"
                      + " on conflict (solution_id) do update set told_at = excluded.told_at,"
                      + " rejected = excluded.rejected, body = excluded.body")
              .bind("solution", review.solutionId())
              .bind("repository", review.repository())
              .bind("at", review.at().toString())
              .bind("rejected", review.example().judgement() == Judgement.REJECTED)
              .bind("body", ReviewDocument.write(review))
              .execute();
          return forgetOld(handle, review);
        });
  }

  /** A rejection is kept however old it is, because it is what bars the fix from being given. */
  private static int forgetOld(Handle handle, Review review) {
    return handle
        .createUpdate(
            "delete from review where repository = :repository and tenant = "
                + TENANT
                + " and not rejected and solution_id not in (select solution_id from review"
                + " where repository = :repository and tenant = "
                + TENANT
                + " order by told_at desc, solution_id desc limit :most)")
        .bind("repository", review.repository())
        .bind("solution", review.solutionId())
        .bind("most", MOST_REVIEWS)
        .execute();
  }

  @Override
  public Optional<Review> review(String solutionId) {
    return sql.read(
        handle ->
            handle
                .createQuery("select body from review where solution_id = :solution")
                .bind("solution", solutionId)
                .mapTo(String.class)
                .findOne()
                .map(this::read));
  }

  @Override
  public List<Review> reviews(String tenant, String repository) {
    String written = logins.hidden(repository);
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select body from review where tenant = :tenant and repository = :repository"
                        + " order by told_at desc, solution_id desc limit :most")
                .bind("tenant", tenant)
                .bind("repository", written)
                .bind("most", MOST_REVIEWS)
                .mapTo(String.class)
                .map(this::read)
                .list());
  }

  private Review read(String body) {
    Review kept = ReviewDocument.read(body);
    return new Review(
        kept.solutionId(), logins.shown(kept.repository()), kept.example(), kept.at());
  }

  @Override
  public void remember(String solutionId, Map<String, String> blobs) {
    if (blobs.isEmpty()) {
      return;
    }
    sql.write(
        handle ->
            handle
                .createQuery("select body from solution where id = :id")
                .bind("id", solutionId)
                .mapTo(String.class)
                .findOne()
                .map(body -> SolutionDocument.read(body, logins))
                .map(solution -> remember(handle, solution, blobs))
                .orElse(0));
  }

  private int remember(Handle handle, Solution solution, Map<String, String> blobs) {
    return handle
        .createUpdate(
            "insert into known_fix (solution_id, tenant, repository, fingerprint, body)"
                + " values (:solution, "
                + TENANT
                + ", :repository, :fingerprint, :body)"
                + " on conflict (solution_id) do update set body = excluded.body")
        .bind("solution", solution.id())
        .bind("repository", logins.hidden(solution.repository().location()))
        .bind("fingerprint", solution.fingerprint())
        .bind("body", ReviewDocument.writeBlobs(blobs))
        .execute();
  }

  @Override
  public List<KnownFix> known(String tenant, String repository, String fingerprint) {
    String written = logins.hidden(repository);
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select solution.body as body, known_fix.body as blobs from known_fix"
                        + " join solution on solution.id = known_fix.solution_id"
                        + " where known_fix.tenant = :tenant"
                        + " and known_fix.repository = :repository"
                        + " and known_fix.fingerprint = :fingerprint and not exists"
                        + " (select 1 from review where review.solution_id = solution.id"
                        + " and review.rejected)"
                        + " order by solution.id desc limit :most")
                .bind("tenant", tenant)
                .bind("repository", written)
                .bind("fingerprint", fingerprint)
                .bind("most", KNOWN_FIXES)
                .map(
                    (row, context) ->
                        new KnownFix(
                            SolutionDocument.read(row.getString("body"), logins),
                            ReviewDocument.readBlobs(row.getString("blobs"))))
                .list());
  }
}
