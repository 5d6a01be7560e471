package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A small GitHub on loopback: repositories with pull requests, tokens that may do what they were
 * granted, and faults where they are wanted. It keeps everything as long as it runs.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * <p><i>Source:</i> GitHub's "REST API documentation", as far as pull requests of an App need it.
 */
public final class Hub implements AutoCloseable {
  private static final String API = "/api/v3";
  private static final Pattern REPOSITORY = Pattern.compile("/repos/([^/]+/[^/]+)(/.*)?");
  private static final Pattern BY_ID = Pattern.compile("/repositories/(\\d+)(/.*)?");
  private static final Pattern PAGE = Pattern.compile("/([^/]+/[^/]+)/pull/(\\d+)");
  private static final Pattern CLONE = Pattern.compile("/([^/]+/[^/]+?)\\.git(/.*)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  // Not virtual ones: whoever reads the output of processes on those may leave none for others.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("hub-", 1).factory());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Clock clock;
  private final HubQuirks quirks = new HubQuirks();
  private final HubWeb web = new HubWeb(quirks, closed);
  private final HubApps apps;
  private final HubRoutes routes = new HubRoutes();
  private final Map<String, HubRepository> repositories = new ConcurrentHashMap<>();
  private final Map<String, HubGrant> grants = new ConcurrentHashMap<>();
  private final List<HubCall> calls = new CopyOnWriteArrayList<>();
  private final List<HubCall> strays = new CopyOnWriteArrayList<>();
  private volatile Function<HubCall, HubFault> faults = call -> HubFault.NONE;
  private volatile int retryAfterSeconds = 1;

  private Hub(HttpServer server, Clock clock) {
    this.server = server;
    this.clock = clock;
    this.apps = new HubApps(this::grant, clock);
  }

  /** Starts one on a free port. */
  public static Hub start(Clock clock) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Hub hub = new Hub(server, clock);
      server.createContext("/", hub::handle);
      server.setExecutor(hub.threads);
      server.start();
      return hub;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its host and port. */
  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The base of its REST API. */
  public URI api() {
    return URI.create("http://" + authority() + API);
  }

  /** Gives it a repository, which it does not close. */
  public HubRepository add(String fullName, Repository git, String defaultBranch) {
    HubRepository repository =
        new HubRepository(
            fullName, git, defaultBranch, "http://" + authority(), api().toString(), quirks, clock);
    repositories.put(fullName.toLowerCase(Locale.ROOT), repository);
    return repository;
  }

  /** Gives a repository another name; calls of the old one are sent on. */
  public void rename(String from, String to) {
    HubRepository repository =
        Objects.requireNonNull(repositories.get(from.toLowerCase(Locale.ROOT)), from);
    repository.rename(to);
    repositories.put(to.toLowerCase(Locale.ROOT), repository);
    grants.replaceAll((token, grant) -> grant.renamed(from, to));
  }

  /**
   * Installs a GitHub App, which mints its tokens itself.
   *
   * @param app its number or client id
   * @param key its public key
   * @param grant where, and what it may do there
   */
  public void install(String app, PublicKey key, HubGrant grant) {
    apps.install(app, key, grant);
  }

  /** In what it differs from GitHub as it usually is. */
  public HubQuirks quirks() {
    return quirks;
  }

  /** Lets a token do something. */
  public void grant(String token, HubGrant grant) {
    grants.put(token, grant);
  }

  /** Takes it away again. */
  public void revoke(String token) {
    grants.remove(token);
  }

  /** Lets calls go wrong from now on. */
  public void breakBy(Function<HubCall, HubFault> when) {
    faults = when;
  }

  /** What secondary limits ask for. */
  public void askToWait(int seconds) {
    retryAfterSeconds = seconds;
  }

  /** The calls of the API so far. */
  public List<HubCall> calls() {
    return List.copyOf(calls);
  }

  /** Those that came to a repository with a token of another one. */
  public List<HubCall> strays() {
    return List.copyOf(strays);
  }

  /** Forgets the calls so far. */
  public void forgetCalls() {
    calls.clear();
    strays.clear();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      URI uri = exchange.getRequestURI();
      String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
      Matcher clone = CLONE.matcher(uri.getPath());
      Matcher page = PAGE.matcher(uri.getPath());
      if (uri.getPath().startsWith(API + "/")) {
        api(exchange, uri.getPath().substring(API.length()), query);
      } else if (clone.matches()) {
        git(exchange, clone.group(1), clone.group(2), query);
      } else if (page.matches()) {
        page(exchange, page.group(1), Integer.parseInt(page.group(2)));
      } else {
        web.send(exchange, HubAnswer.notFound());
      }
    } finally {
      exchange.close();
    }
  }

  private void git(HttpExchange exchange, String name, String tail, String query)
      throws IOException {
    HubRepository repository = repositories.get(name.toLowerCase(Locale.ROOT));
    Optional<HubGrant> grant = HubGit.token(exchange).flatMap(this::granted);
    boolean push = HubGit.isPush(tail, query);
    boolean may = grant.filter(g -> g.sees(name) && g.allows("contents", push)).isPresent();
    if (repository == null || !(may || (repository.isOpen() && !push))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"hub\"");
      exchange.sendResponseHeaders(grant.isPresent() ? 403 : 401, -1);
    } else if (!HubGit.serve(exchange, repository.git(), tail, query)) {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  /** A pull request as a person reads it, without GitHub's looks. */
  private void page(HttpExchange exchange, String name, int number) throws IOException {
    HubRepository repository = repositories.get(name.toLowerCase(Locale.ROOT));
    Optional<ObjectNode> pull =
        repository == null || !repository.isOpen()
            ? Optional.empty()
            : repository.pulls().stream()
                .filter(each -> each.path("number").asInt() == number)
                .findFirst();
    if (pull.isEmpty()) {
      web.send(exchange, HubAnswer.notFound());
      return;
    }
    String text =
        "# " + pull.get().path("title").asText() + "\n" + pull.get().path("body").asText();
    HubWeb.page(exchange, 200, "text/plain", text);
  }

  private void api(HttpExchange exchange, String path, String query) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    String token = header == null ? "" : header.replaceFirst("(?i)^(bearer|token) ", "");
    HubCall call = call(exchange.getRequestMethod(), path, query, token);
    HubFault fault = faults.apply(call);
    HubAnswer answer = HubAnswer.of(fault, retryAfterSeconds);
    if (fault.happens()) {
      Map<String, String> parameters = HubWeb.query(query);
      answer = web.paged(answer(call, parameters, body), api() + path, parameters);
      if (call.method().equals("GET") && answer.status() == 200) {
        answer = web.tagged(answer, exchange.getRequestHeaders().getFirst("If-None-Match"));
      }
    }
    web.send(exchange, answer, fault, retryAfterSeconds);
  }

  private synchronized HubCall call(String method, String path, String query, String token) {
    HubCall call = new HubCall(calls.size() + 1, method, path, query, token);
    calls.add(call);
    return call;
  }

  private HubAnswer answer(HubCall call, Map<String, String> query, byte[] body)
      throws IOException {
    if (apps.handles(call.path())) {
      return apps.answer(call, body);
    }
    Optional<HubGrant> grant = granted(call.token());
    if (grant.isEmpty()) {
      return HubAnswer.error(401, "Bad credentials");
    }
    Matcher named = REPOSITORY.matcher(call.path());
    Matcher numbered = BY_ID.matcher(call.path());
    HubRepository repository = null;
    String tail = "";
    if (named.matches()) {
      repository = repositories.get(named.group(1).toLowerCase(Locale.ROOT));
      tail = named.group(2) == null ? "" : named.group(2);
    } else if (numbered.matches()) {
      repository = byId(Integer.parseInt(numbered.group(1)));
      tail = numbered.group(2) == null ? "" : numbered.group(2);
    }
    if (repository == null) {
      return HubAnswer.notFound();
    }
    if (!grant.get().sees(repository.fullName())) {
      strays.add(call);
      return HubAnswer.notFound();
    }
    if (named.matches() && !named.group(1).equalsIgnoreCase(repository.fullName())) {
      return moved(call, repository, tail);
    }
    if (quirks.repeatsTokens) {
      return HubAnswer.error(403, "no, " + call.token() + ", no");
    }
    if (quirks.lacks.test(call.method() + " " + tail)) {
      return HubAnswer.notFound();
    }
    JsonNode json = body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
    HubAnswer answer;
    synchronized (repository) {
      answer = routes.answer(repository, grant.get(), call.method(), tail, query, json);
    }
    return answer.status() < 300
        ? answer.with(quirks.tells.apply(call.method() + " " + tail, answer.body()))
        : answer;
  }

  private @Nullable HubRepository byId(int id) {
    return repositories.values().stream().filter(each -> each.id() == id).findFirst().orElse(null);
  }

  private HubAnswer moved(HubCall call, HubRepository repository, String tail) {
    String query = call.query().isEmpty() ? "" : "?" + call.query();
    String there = api() + "/repositories/" + repository.id() + tail + query;
    boolean reads = call.method().equals("GET");
    return HubAnswer.error(reads ? 301 : 307, reads ? "Moved Permanently" : "Temporary Redirect")
        .with("Location", there);
  }

  private Optional<HubGrant> granted(String token) {
    return Optional.ofNullable(grants.get(token))
        .filter(grant -> grant.expires().isAfter(clock.instant()));
  }
}
