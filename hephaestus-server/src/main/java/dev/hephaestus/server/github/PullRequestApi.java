package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.github.Comment.Place;
import dev.hephaestus.server.github.Comment.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The calls that the life of a pull request takes, each once. */
final class PullRequestApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_PAGES = 10;
  private static final Duration SLACK = Duration.ofMinutes(10);
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  private final GitHubWire wire;
  private final GitData git;
  private final int number;

  PullRequestApi(GitHubWire wire, int number) {
    this.wire = wire;
    this.git = new GitData(wire);
    this.number = number;
  }

  GitHubWire wire() {
    return wire;
  }

  GitData git() {
    return git;
  }

  GitHubReply pull(String etag) throws TryAgainException, RefusedException {
    return wire.get("/pulls/" + number, etag);
  }

  /** What was said after those ids, the oldest first, each place by itself. */
  List<Comment> comments(WatchedPull.Seen after) throws TryAgainException, RefusedException {
    String since = after.updated().isEmpty() ? "" : since(after.updated(), SLACK);
    String conversation = "/issues/" + number + "/comments" + since;
    String lines = "/pulls/" + number + "/comments" + since;
    String reviews = "/pulls/" + number + "/reviews";
    List<Comment> comments = new ArrayList<>();
    comments.addAll(newer(Place.CONVERSATION, conversation, after.comment()));
    List<Comment> said = newer(Place.LINE, lines, after.reviewComment());
    List<Comment> reviewed = newer(Place.REVIEW, reviews, after.review());
    Set<Long> approving =
        reviewed.stream()
            .filter(review -> review.verdict() == Verdict.APPROVES)
            .map(Comment::id)
            .collect(Collectors.toSet());
    for (Comment line : said) {
      comments.add(approving.contains(line.review()) ? line.approving() : line);
    }
    comments.addAll(reviewed);
    return comments;
  }

  /** A little earlier: what was said just then need not have been listed yet. */
  private static String since(String time, Duration earlier) {
    try {
      return "?since=" + Instant.parse(time).minus(earlier).truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      return "";
    }
  }

  private List<Comment> newer(Place place, String path, long after)
      throws TryAgainException, RefusedException {
    List<Comment> found = new ArrayList<>();
    for (JsonNode each : wire.wishedPages(path, MOST_PAGES)) {
      Comment comment = Comment.of(place, each);
      if (comment.id() > after) {
        found.add(comment);
      }
    }
    found.sort(Comparator.comparingLong(Comment::id));
    return found;
  }

  /** Whether a comment that was written since then, by our clock, carries a mark. */
  boolean isSaid(Reaction.Say say, Instant since) throws TryAgainException, RefusedException {
    String place = say.thread() == 0 ? "/issues/" : "/pulls/";
    String path = place + number + "/comments" + since(since.toString(), CLOCKS_DIFFER);
    return wire.pages(path, MOST_PAGES).stream()
        .anyMatch(comment -> comment.path("body").asText("").contains(say.mark()));
  }

  String say(Reaction.Say say) throws TryAgainException, RefusedException {
    String path =
        say.thread() == 0
            ? "/issues/" + number + "/comments"
            : "/pulls/" + number + "/comments/" + say.thread() + "/replies";
    ObjectNode body = JSON.createObjectNode().put("body", say.text() + "\n\n" + say.mark());
    return wire.send("POST", path, body).path("html_url").asText("");
  }

  void close() throws TryAgainException, RefusedException {
    wire.send("PATCH", "/pulls/" + number, JSON.createObjectNode().put("state", "closed"));
  }

  /**
   * Whether somebody may write to the repository. What the comment says of that is not asked, but
   * that its author owns the repository, where GitHub does not tell more.
   */
  boolean mayWrite(Comment comment) throws TryAgainException, RefusedException {
    JsonNode told = wire.wished("/collaborators/" + comment.author() + "/permission");
    String permission = told.path("permission").asText("");
    return told.isMissingNode()
        ? comment.isOwners()
        : permission.equals("admin") || permission.equals("maintain") || permission.equals("write");
  }

  /** Gives the pull request another text. */
  void rewrite(String body) throws TryAgainException, RefusedException {
    wire.send("PATCH", "/pulls/" + number, JSON.createObjectNode().put("body", body));
  }
}
