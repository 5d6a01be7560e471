package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.pipeline.Revision.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what the project's checks say about our commit. What they say is an attacker's words: it is
 * bounded, and goes to nobody but the model, fenced. Where the token may not read them there are
 * none.
 */
final class Checks {
  private static final Set<String> FAILING = Set.of("failure", "timed_out", "startup_failure");
  private static final Set<String> FAILING_STATUS = Set.of("failure", "error");
  private static final int MOST_RUNS_READ = 3;
  private static final int MOST_ANNOTATIONS = 20;
  private static final int LONGEST_WORDS = 1_500;

  private final Decisions decisions;

  Checks(Decisions decisions) {
    this.decisions = decisions;
  }

  /** Whether a check of our newest commit failed, or all have ended; one call. */
  boolean haveNews(WatchedPull pull, GitHubWire wire) throws TryAgainException, RefusedException {
    boolean runs = pull.seen().turn() % 4 == 1;
    Found found = new Found();
    String commit = pull.seen().head();
    if (runs) {
      found.addRuns(wire.wished("/commits/" + commit + "/check-runs?per_page=100"));
    } else {
      found.addStatuses(wire.wished("/commits/" + commit + "/status?per_page=100"));
    }
    return !found.failing.isEmpty() || found.allEnded();
  }

  /** Reads the checks of our newest commit; gives the pull request back as checked so far. */
  WatchedPull read(WatchedPull pull, PullState now, PullRequestApi api)
      throws TryAgainException, RefusedException {
    String head = pull.seen().head();
    if (head.isEmpty() || head.equals(pull.seen().checked()) || !head.equals(now.head())) {
      // Where people have committed, a failure need not be ours.
      return pull;
    }
    Found found = of(head, api.wire());
    if (!found.failing.isEmpty()) {
      failed(pull, now, found, api.wire());
    }
    return found.allEnded() ? pull.with(pull.seen().checked(head)) : pull;
  }

  private void failed(WatchedPull pull, PullState now, Found found, GitHubWire wire)
      throws TryAgainException, RefusedException {
    String cause = "checks/" + pull.seen().head();
    if (decisions.isDecided(pull, cause)) {
      return;
    }
    Map<String, JsonNode> ours = new LinkedHashMap<>(found.failing);
    ours.keySet().removeAll(of(now.baseCommit(), wire).failing.keySet());
    if (ours.isEmpty()) {
      decisions.say(
          pull,
          "checks-anyway",
          ReviewReplies.checksFailAnyway(List.copyOf(found.failing.keySet())));
      return;
    }
    List<String> remarks = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : ours.entrySet()) {
      if (remarks.size() < MOST_RUNS_READ) {
        remarks.add(words(each.getKey(), each.getValue(), wire));
      }
    }
    decisions.revise(pull, cause, Reason.CHECKS, remarks, 0);
  }

  private static Found of(String commit, GitHubWire wire)
      throws TryAgainException, RefusedException {
    Found found = new Found();
    found.addRuns(wire.wished("/commits/" + commit + "/check-runs?per_page=100"));
    found.addStatuses(wire.wished("/commits/" + commit + "/status?per_page=100"));
    return found;
  }

  /** A commit's checks: those that fail, by name, and whether more will come. */
  private static final class Found {
    private final Map<String, JsonNode> failing = new LinkedHashMap<>();
    private int checks;
    private int ended;

    private void addRuns(JsonNode answer) {
      for (JsonNode run : answer.path("check_runs")) {
        checks++;
        ended += run.path("status").asText().equals("completed") ? 1 : 0;
        if (FAILING.contains(run.path("conclusion").asText(""))) {
          failing.put(name(run.path("name")), run);
        }
      }
    }

    private void addStatuses(JsonNode answer) {
      for (JsonNode status : answer.path("statuses")) {
        checks++;
        ended += status.path("state").asText().equals("pending") ? 0 : 1;
        if (FAILING_STATUS.contains(status.path("state").asText(""))) {
          failing.put(name(status.path("context")), status);
        }
      }
    }

    private boolean allEnded() {
      return checks > 0 && ended == checks;
    }
  }

  private static String words(String name, JsonNode check, GitHubWire wire)
      throws TryAgainException, RefusedException {
    JsonNode output = check.path("output");
    StringBuilder words = new StringBuilder("The check \"" + name + "\" fails.");
    add(words, output.path("title"));
    add(words, output.path("summary"));
    add(words, check.path("description"));
    if (output.path("annotations_count").asInt() > 0 && check.path("id").isIntegralNumber()) {
      String path = "/check-runs/" + check.path("id").asLong() + "/annotations?per_page=";
      for (JsonNode annotation : wire.wished(path + MOST_ANNOTATIONS)) {
        words.append('\n').append(cut(annotation.path("path").asText(""), 300));
        words.append(", line ").append(annotation.path("start_line").asInt());
        words.append(": ").append(cut(annotation.path("message").asText(""), LONGEST_WORDS));
      }
    }
    return words.toString();
  }

  private static void add(StringBuilder words, JsonNode text) {
    if (text.isTextual() && !text.asText().isBlank()) {
      words.append('\n').append(cut(text.asText(), LONGEST_WORDS));
    }
  }

  private static String name(JsonNode name) {
    return cut(name.asText("a check"), 100);
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
