package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls GitHub's REST API on one repository, with that repository's token and each call once: an
 * answer comes back, a no, or a not now.
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
  private static final Pattern NEXT = Pattern.compile("<([^<>]+)>\\s*;[^,]*\\brel=\"?next\"?");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GitHubHttp http;
  private final GitHubRepository repository;
  private final GitHubTokens tokens;
  private volatile @Nullable RepositoryFacts home;

  GitHubWire(GitHubHttp http, GitHubRepository repository, GitHubTokens tokens) {
    this.http = http;
    this.repository = repository;
    this.tokens = tokens.forJob();
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

  /** What GitHub says of the repository; a call for the first time. */
  RepositoryFacts home() throws TryAgainException, RefusedException {
    RepositoryFacts known = home;
    if (known == null) {
      known = RepositoryFacts.of(repository, get(""));
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
    GitHubRepository now = home().repository();
    return through("POST", path, token -> making.in(http.home(now, token)));
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
        token -> {
          GitHubHttp.Answer answer = http.send(method, target, token, etag, body);
          return new Got(
              new GitHubReply(answer.status(), tree(answer.body()), answer.header("ETag")),
              answer.header("Link"));
        });
  }

  private interface Call<T> {
    T with(String token) throws IOException;
  }

  private <T> T through(String method, String path, Call<T> call)
      throws TryAgainException, RefusedException {
    GitHubCall words =
        new GitHubCall(
            "cannot "
                + (method.equals("GET") ? "read " : "write ")
                + (path.isEmpty() ? "" : path + " of ")
                + repository.fullName(),
            GitHubRefusals.permission(method, path),
            host().host());
    String token = token(words);
    try {
      return call.with(token);
    } catch (IOException | RuntimeException e) {
      if (!GitHubCall.isOfNoToken(e) || !tokens.renew(repository, token)) {
        throw words.sorted(e, token);
      }
    }
    String another = token(words);
    try {
      return call.with(another);
    } catch (IOException | RuntimeException e) {
      throw words.sorted(e, another);
    }
  }

  private String token(GitHubCall call) throws TryAgainException, RefusedException {
    return tokens
        .token(repository)
        .orElseThrow(
            () ->
                new RefusedException(
                    call.failed() + ": there is no token for it any more", 401, ""));
  }

  private static JsonNode tree(byte[] bytes) throws IOException {
    return bytes.length == 0
        ? MissingNode.getInstance()
        : Objects.requireNonNullElse(JSON.readTree(bytes), MissingNode.getInstance());
  }
}
