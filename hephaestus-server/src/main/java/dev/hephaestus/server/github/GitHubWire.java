package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.github.SteadyConnector.UnwelcomeAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls GitHub's REST API on one repository, with that repository's token and each call once, and
 * sorts what comes back into an answer, a no, and a not now.
 *
 * <p>What is looked at is read as JSON, for GitHub's client asks for more than it is asked for and
 * fails where something is missing; what is made is made with that client, on the same way.
 *
 * <p>A token that is not taken any more is minted anew once, and the call made again: GitHub did
 * nothing of it.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class GitHubWire {
  private static final Logger log = LoggerFactory.getLogger(GitHubWire.class);
  private static final int PAGE = 100;
  private static final int ACCEPTED = 202;
  private static final int NOT_MODIFIED = 304;
  private static final int MOST_CAUSES = 10;
  private static final Pattern NEXT = Pattern.compile("<([^<>]+)>\\s*;[^,]*\\brel=\"?next\"?");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GitHubHttp http;
  private final GitHubRepository repository;
  private final GitHubTokens tokens;
  private final GitHub client;
  private volatile String current = "";
  private volatile @Nullable GHRepository home;

  GitHubWire(GitHubHttp http, GitHubRepository repository, GitHubTokens tokens) {
    this.http = http;
    this.repository = repository;
    this.tokens = tokens.forJob();
    this.client = http.client(() -> current);
  }

  /** A call of GitHub's client. */
  @FunctionalInterface
  interface Making<T> {
    T in(GHRepository home) throws IOException;
  }

  GitHubRepository repository() {
    return repository;
  }

  GitHubHost host() {
    return http.host();
  }

  /** Whether a GitHub App acts, and not a person. */
  boolean isOfAnApp() {
    return tokens.isOfAnApp(repository);
  }

  /** What is at a path of the repository: {@code /pulls/12}. */
  JsonNode get(String path) throws TryAgainException, RefusedException {
    return get(path, "").body();
  }

  /** The same, unless it is as it was when it had that tag. */
  GitHubReply get(String path, String etag) throws TryAgainException, RefusedException {
    return call("GET", path, target(path), etag, Optional.empty()).reply();
  }

  /** The same where GitHub may show it; what it does not show to this token is missing. */
  JsonNode wished(String path) throws TryAgainException, RefusedException {
    try {
      return get(path);
    } catch (RefusedException e) {
      goOnWithout(e);
      return MissingNode.getInstance();
    }
  }

  private static void goOnWithout(RefusedException no) throws RefusedException {
    if (no.status() != 403 && no.status() != 404) {
      throw no;
    }
    log.info("{}; going on without", no.sentence());
  }

  /**
   * The items of a list, page by page, by GitHub's links to the next one.
   *
   * @param path with a query, but without its {@code per_page}
   */
  List<JsonNode> pages(String path, int mostPages) throws TryAgainException, RefusedException {
    List<JsonNode> all = new ArrayList<>();
    String paged = path + (path.contains("?") ? "&" : "?") + "per_page=" + PAGE;
    Optional<String> next = Optional.of(target(paged));
    for (int turn = 1; next.isPresent() && turn <= mostPages; turn++) {
      Got got = call("GET", path, next.get(), "", Optional.empty());
      got.reply().body().forEach(all::add);
      boolean full = got.reply().body().size() >= PAGE;
      next =
          got.link().isEmpty() && full
              ? Optional.of(target(paged + "&page=" + (turn + 1)))
              : next(got.link());
    }
    return all;
  }

  /** The same where GitHub may show it; none where it does not show it to this token. */
  List<JsonNode> wishedPages(String path, int mostPages)
      throws TryAgainException, RefusedException {
    try {
      return pages(path, mostPages);
    } catch (RefusedException e) {
      goOnWithout(e);
      return List.of();
    }
  }

  /** Sends a body to a path of the repository. */
  JsonNode send(String method, String path, ObjectNode body)
      throws TryAgainException, RefusedException {
    return call(method, path, target(path), "", Optional.of(body)).reply().body();
  }

  /** The repository as GitHub's client has it; a call for the first time. */
  GHRepository home() throws TryAgainException, RefusedException {
    GHRepository known = home;
    if (known == null) {
      known = through("GET", "", () -> client.getRepository(repository.fullName()));
      home = known;
    }
    return known;
  }

  /**
   * Makes something in the repository, in one call.
   *
   * @param path where that goes, for what it takes and how it is told
   */
  <T> T make(String path, Making<T> making) throws TryAgainException, RefusedException {
    GHRepository repo = home();
    return through("POST", path, () -> making.in(repo));
  }

  private String target(String path) {
    return "/repos/" + repository.fullName() + path;
  }

  private static Optional<String> next(String link) {
    Matcher next = NEXT.matcher(link);
    return next.find() ? Optional.of(next.group(1)) : Optional.empty();
  }

  private record Got(GitHubReply reply, String link) {}

  private Got call(
      String method, String path, String target, String etag, Optional<ObjectNode> body)
      throws TryAgainException, RefusedException {
    return through(
        method,
        path.replaceFirst("\\?.*", ""),
        () -> {
          GitHubHttp.Answer answer = http.send(method, target, current, etag, body);
          int status = answer.status();
          if ((status >= 300 && status != NOT_MODIFIED)
              || (status == ACCEPTED && method.equals("GET"))) {
            throw new UnwelcomeAnswerException(answer);
          }
          return new Got(
              new GitHubReply(status, tree(answer.body()), answer.header("ETag")),
              answer.header("Link"));
        });
  }

  private interface Call<T> {
    T make() throws IOException;
  }

  private <T> T through(String method, String path, Call<T> call)
      throws TryAgainException, RefusedException {
    String failed =
        "cannot "
            + (method.equals("GET") ? "read " : "write ")
            + (path.isEmpty() ? "" : path + " of ")
            + repository.fullName();
    current = token(failed);
    try {
      try {
        return call.make();
      } catch (IOException e) {
        Optional<GitHubHttp.Answer> no = unwelcome(e);
        if (no.isEmpty() || no.get().status() != 401 || !tokens.renew(repository, current)) {
          throw e;
        }
        current = token(failed);
        return call.make();
      }
    } catch (IOException | GHException e) {
      throw sorted(failed, GitHubRefusals.permission(method, path), e);
    }
  }

  /** Gives a no back as the exception to throw, and throws a not now. */
  private RefusedException sorted(String failed, String permission, Exception fault)
      throws TryAgainException {
    Optional<LimitedException> limited = cause(fault, LimitedException.class);
    if (limited.isPresent()) {
      throw new TryAgainException(
          failed + ": " + limited.get().getMessage(), Optional.of(limited.get().waitFor()));
    }
    GitHubHttp.Answer answer =
        unwelcome(fault)
            .orElseThrow(
                () ->
                    // What it did is not known.
                    new TryAgainException(
                        failed + ": no whole answer from " + host().host(), Optional.empty()));
    int status = answer.status();
    if (status >= 500 || status == 408) {
      throw new TryAgainException(failed + ": status " + status, Optional.empty());
    }
    if (status == ACCEPTED) {
      throw new TryAgainException(
          failed + ": GitHub works it out still", Optional.of(Duration.ofSeconds(2)));
    }
    return GitHubRefusals.of(failed, permission, host().host(), answer, current);
  }

  private static Optional<GitHubHttp.Answer> unwelcome(Exception fault) {
    return cause(fault, UnwelcomeAnswerException.class).map(UnwelcomeAnswerException::answer);
  }

  /** GitHub's client wraps what is thrown below it. */
  private static <T extends Throwable> Optional<T> cause(Throwable fault, Class<T> type) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  private String token(String failed) throws TryAgainException, RefusedException {
    return tokens
        .token(repository)
        .orElseThrow(
            () -> new RefusedException(failed + ": there is no token for it any more", 401, ""));
  }

  private static JsonNode tree(byte[] bytes) throws IOException {
    return bytes.length == 0
        ? MissingNode.getInstance()
        : Objects.requireNonNullElse(JSON.readTree(bytes), MissingNode.getInstance());
  }
}
