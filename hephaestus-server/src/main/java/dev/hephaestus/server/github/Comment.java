package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something that was said on a pull request.
 *
 * @param place where it was said
 * @param id given by GitHub; grows with time within a place
 * @param thread the first comment of its thread on a line; 0 elsewhere
 * @param answer whether it answers another one on the same line
 * @param review the review that it belongs to; 0 for none
 * @param verdict what that review says as a whole, as far as it is known
 * @param author the login of who said it
 * @param isOwners whether GitHub says that the repository is theirs
 * @param person whether that is a person, and not a program or ourselves
 * @param text the words; hostile
 * @param about the file and line, and the end of the code that it is about; empty elsewhere
 */
record Comment(
    Place place,
    long id,
    long thread,
    boolean answer,
    long review,
    Verdict verdict,
    String author,
    boolean isOwners,
    boolean person,
    String text,
    String about) {
  /** What every text of ours carries, so that we never answer ourselves. */
  static final String OURS = "<!-- hephaestus:";

  private static final int LONGEST = 8_000;
  private static final int LONGEST_CODE = 300;
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98})");

  enum Place {
    CONVERSATION,
    LINE,
    REVIEW;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum Verdict {
    APPROVES,
    WANTS_CHANGES,
    OTHER
  }

  static Comment of(Place place, JsonNode json) {
    long id = json.path("id").asLong();
    long root = json.path("in_reply_to_id").asLong(0);
    String text = json.path("body").asText("");
    JsonNode user = json.path("user");
    String login = user.path("login").asText("");
    boolean person =
        user.path("type").asText("User").equals("User")
            && json.path("performed_via_github_app").isEmpty()
            && LOGIN.matcher(login).matches()
            && !text.contains(OURS);
    return new Comment(
        place,
        id,
        place != Place.LINE ? 0 : root == 0 ? id : root,
        root != 0,
        json.path("pull_request_review_id").asLong(0),
        verdict(json.path("state").asText("")),
        login,
        json.path("author_association").asText("").equals("OWNER"),
        person,
        text.length() > LONGEST ? text.substring(0, LONGEST) : text,
        place == Place.LINE ? about(json) : "");
  }

  private static Verdict verdict(String state) {
    return switch (state) {
      case "APPROVED" -> Verdict.APPROVES;
      case "CHANGES_REQUESTED" -> Verdict.WANTS_CHANGES;
      default -> Verdict.OTHER;
    };
  }

  /** The same as part of a review that approves. */
  Comment approving() {
    return new Comment(
        place, id, thread, answer, review, Verdict.APPROVES, author, isOwners, person, text, about);
  }

  private static String about(JsonNode json) {
    String hunk = json.path("diff_hunk").asText("").stripTrailing();
    String code = hunk.substring(Math.max(0, hunk.length() - LONGEST_CODE));
    String path = json.path("path").asText("");
    String line = json.path("line").asText("");
    return path.substring(0, Math.min(LONGEST_CODE, path.length()))
        + (line.isEmpty() || line.equals("null") ? "" : ", line " + line)
        + (code.isEmpty() ? "" : ":\n" + code.substring(code.indexOf('\n') + 1));
  }

  /** What there is one reaction to. */
  String cause() {
    return place.label() + "/" + id;
  }

  /** The words as a remark about the fix. */
  String remark() {
    return about.isEmpty() ? text : "On " + about + "\n" + text;
  }
}
