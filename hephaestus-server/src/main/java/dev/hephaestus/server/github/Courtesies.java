package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.validation.VerdictLevel;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes an open pull request easier to deal with: labels, reviewers, a check run. One that
 * GitHub does not grant is noted, and the pull request is delivered nevertheless.
 */
final class Courtesies {
  private static final Logger log = LoggerFactory.getLogger(Courtesies.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHECK = "Hephaestus";
  private static final int LONGEST_SUMMARY = 60_000;

  private final GitHubWire wire;
  private final PullRequestSettings settings;
  private final Patience patience;
  private final List<String> notes = new ArrayList<>();

  Courtesies(GitHubWire wire, PullRequestSettings settings, Patience patience) {
    this.wire = wire;
    this.settings = settings;
    this.patience = patience;
  }

  /** A step that is left out when it is not to be had. */
  @FunctionalInterface
  private interface Step {
    void take() throws TryAgainException, RefusedException;
  }

  /**
   * Pays them all.
   *
   * @param again whether some may have been paid before
   * @return what was left out, one sentence each
   */
  List<String> pay(
      PullState request,
      Solution solution,
      String head,
      RepositoryFiles files,
      EvidenceReport report,
      boolean again) {
    take("It has no labels", () -> label(request));
    if (settings.reviewers()) {
      take("Nobody was asked for a review", () -> review(request, solution, files));
    }
    if (settings.checkRun() && !head.isEmpty()) {
      boolean[] looking = {again};
      take(
          "It has no check run",
          () -> {
            boolean look = looking[0];
            // The answer may be lost where the check run is not.
            looking[0] = true;
            check(solution, head, report, look);
          });
    }
    return List.copyOf(notes);
  }

  private void take(String without, Step step) {
    try {
      while (true) {
        try {
          step.take();
          return;
        } catch (TryAgainException e) {
          patience.await(e);
        }
      }
    } catch (RefusedException e) {
      leave(without, e.sentence());
    } catch (DeliveryException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      leave(without, e.getMessage());
    }
  }

  private void leave(String without, String why) {
    log.warn("{}: {}", without, why);
    notes.add(without + ": " + why + ".");
  }

  private void label(PullState request) throws TryAgainException, RefusedException {
    List<String> present = request.labels();
    ObjectNode body = JSON.createObjectNode();
    ArrayNode missing = body.putArray("labels");
    settings.labels().stream()
        .filter(label -> present.stream().noneMatch(label::equalsIgnoreCase))
        .forEach(missing::add);
    if (!missing.isEmpty()) {
      wire.send("POST", "/issues/" + request.number() + "/labels", body);
    }
  }

  private void review(PullState request, Solution solution, RepositoryFiles files)
      throws TryAgainException, RefusedException {
    Reviewers owning =
        Reviewers.owning(
            Reviewers.owners(files, solution, solution.baseCommit()), wire.repository().owner());
    Reviewers asked =
        owning.isEmpty() ? Reviewers.lastAuthors(wire, solution, solution.baseCommit()) : owning;
    try {
      ask(request, asked);
    } catch (RefusedException e) {
      if (e.status() != 422 || !e.says("author")) {
        throw e;
      }
      // Whose token it is cannot review: the others can.
      ask(request, asked.without(author(request)));
    }
    notes.addAll(owning.notes());
  }

  private void ask(PullState request, Reviewers asked) throws TryAgainException, RefusedException {
    if (asked.isEmpty()) {
      return;
    }
    ObjectNode body = JSON.createObjectNode();
    asked.users().forEach(body.putArray("reviewers")::add);
    asked.teams().forEach(body.putArray("team_reviewers")::add);
    wire.send("POST", "/pulls/" + request.number() + "/requested_reviewers", body);
  }

  private String author(PullState request) throws TryAgainException, RefusedException {
    return request.author().isEmpty()
        ? PullState.of(wire.get("/pulls/" + request.number())).author()
        : request.author();
  }

  private void check(Solution solution, String head, EvidenceReport report, boolean look)
      throws TryAgainException, RefusedException {
    if (look && isChecked(solution, head)) {
      return;
    }
    boolean tested = solution.verdict().level().compareTo(VerdictLevel.TESTED) >= 0;
    String text = report.verification(solution);
    String summary = text.substring(0, Math.min(LONGEST_SUMMARY, text.length()));
    wire.make(
        "/check-runs",
        home -> {
          GHCheckRunBuilder run =
              home.createCheckRun(CHECK, head)
                  .withExternalID(solution.id())
                  .withStatus(GHCheckRun.Status.COMPLETED)
                  .withConclusion(
                      tested ? GHCheckRun.Conclusion.SUCCESS : GHCheckRun.Conclusion.NEUTRAL)
                  .add(
                      new GHCheckRunBuilder.Output(
                          "Verdict: " + solution.verdict().level().label(), summary));
          report.link(solution).ifPresent(run::withDetailsURL);
          return run.create();
        });
  }

  private boolean isChecked(Solution solution, String head)
      throws TryAgainException, RefusedException {
    JsonNode found =
        wire.get("/commits/" + head + "/check-runs?check_name=" + CHECK + "&per_page=100");
    for (JsonNode run : found.path("check_runs")) {
      if (run.path("external_id").asText().equals(solution.id())) {
        return true;
      }
    }
    return false;
  }
}
