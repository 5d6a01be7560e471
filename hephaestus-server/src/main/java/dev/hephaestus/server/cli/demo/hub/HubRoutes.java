package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.cli.demo.hub.HubTalk.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which call of a repository's API does what, and what it takes. */
final class HubRoutes {
  private final List<Route> routes = new ArrayList<>();

  /**
   * A call that came for a repository.
   *
   * @param repository whose
   * @param grant what its token may do
   * @param query its parameters
   * @param body its JSON; null's node for none
   * @param parts what its path names
   */
  record Asked(
      HubRepository repository,
      HubGrant grant,
      Map<String, String> query,
      JsonNode body,
      Matcher parts) {

    String part() {
      return parts.group(1);
    }

    int number() {
      return Integer.parseInt(parts.group(1));
    }
  }

  /** Does what was asked for. */
  @FunctionalInterface
  private interface Work {
    HubAnswer done(Asked asked) throws IOException;
  }

  private record Route(String method, Pattern path, String permission, Work work) {}

  HubRoutes() {
    git();
    pulls();
    issues();
    on("GET", "", "metadata", a -> HubAnswer.ok(a.repository().shown(a.grant())));
    on("POST", "/check-runs", "checks", a -> a.repository().talk().createCheck(a.body()));
    on("GET", "/commits/([^/]+)/check-runs", "checks", a -> a.repository().talk().checks(a.part()));
    on("GET", "/commits/([^/]+)/status", "statuses", a -> a.repository().talk().status(a.part()));
    on(
        "GET",
        "/check-runs/(\\d+)/annotations",
        "checks",
        a -> a.repository().talk().annotations(a.number()));
    on(
        "GET",
        "/collaborators/([^/]+)/permission",
        "metadata",
        a -> a.repository().talk().permission(a.part()));
  }

  private void git() {
    on(
        "GET",
        "/commits",
        "contents",
        a -> a.repository().refs().commits(a.query(), a.repository().defaultBranch()));
    on("GET", "/branches/(.+)", "contents", a -> a.repository().refs().branch(a.part()));
    on("GET", "/commits/([^/]+)", "contents", a -> a.repository().refs().commit(a.part()));
    on(
        "GET",
        "/git/trees/([^/]+)",
        "contents",
        a -> a.repository().objects().tree(a.part(), a.query().containsKey("recursive")));
    on("POST", "/git/blobs", "contents", a -> a.repository().objects().createBlob(a.body()));
    on("POST", "/git/trees", "contents", a -> a.repository().objects().createTree(a.body()));
    on("POST", "/git/commits", "contents", a -> a.repository().objects().createCommit(a.body()));
    on("GET", "/git/commits/([^/]+)", "contents", a -> a.repository().refs().gitCommit(a.part()));
    on("POST", "/git/refs", "contents", a -> a.repository().refs().create(a.body()));
    on("GET", "/git/ref/(heads/.+)", "contents", a -> a.repository().refs().ref(a.part()));
    on(
        "PATCH",
        "/git/refs/(heads/.+)",
        "contents",
        a -> a.repository().refs().move(a.part(), a.body()));
    on("DELETE", "/git/refs/(heads/.+)", "contents", a -> a.repository().refs().delete(a.part()));
  }

  private void pulls() {
    on("GET", "/pulls", "pull_requests", a -> a.repository().issues().listPulls(a.query()));
    on(
        "POST",
        "/pulls",
        "pull_requests",
        a ->
            a.repository()
                .issues()
                .createPull(a.body(), a.grant().login(), a.repository().shown(a.grant())));
    on("GET", "/pulls/(\\d+)", "pull_requests", a -> a.repository().issues().pull(a.number()));
    on(
        "PATCH",
        "/pulls/(\\d+)",
        "pull_requests",
        a -> a.repository().issues().change(a.number(), a.body()));
    on("PUT", "/pulls/(\\d+)/merge", "contents", a -> a.repository().issues().merged(a.number()));
    on(
        "POST",
        "/pulls/(\\d+)/requested_reviewers",
        "pull_requests",
        a -> a.repository().issues().request(a.number(), a.body(), a.repository().people()));
  }

  private void issues() {
    on(
        "POST",
        "/issues",
        "issues",
        a -> a.repository().issues().createIssue(a.body(), a.grant().login()));
    on("GET", "/issues/(\\d+)", "issues", a -> a.repository().issues().issue(a.number()));
    on(
        "PATCH",
        "/issues/(\\d+)",
        "issues",
        a -> a.repository().issues().change(a.number(), a.body()));
    // Labels and comments of pull requests are theirs as much as the issues'.
    on(
        "POST",
        "/issues/(\\d+)/labels",
        "pull_requests",
        a -> a.repository().issues().label(a.number(), a.body()));
    for (String kind : List.of("issues", "pulls")) {
      boolean lines = kind.equals("pulls");
      on(
          "GET",
          "/" + kind + "/(\\d+)/comments",
          "pull_requests",
          a ->
              there(
                  a,
                  () ->
                      talk(a)
                          .list(lines ? Place.LINE : Place.CONVERSATION, a.number(), a.query())));
    }
    on(
        "GET",
        "/pulls/(\\d+)/reviews",
        "pull_requests",
        a -> there(a, () -> talk(a).list(Place.REVIEW, a.number(), Map.of())));
    on(
        "POST",
        "/issues/(\\d+)/comments",
        "pull_requests",
        a -> there(a, () -> talk(a).comment(a.number(), a.body(), a.grant().login())));
    on(
        "POST",
        "/pulls/(\\d+)/comments/(\\d+)/replies",
        "pull_requests",
        a ->
            there(
                a,
                () ->
                    talk(a)
                        .reply(
                            a.number(),
                            Long.parseLong(a.parts().group(2)),
                            a.body(),
                            a.grant().login())));
  }

  private static HubTalk talk(Asked asked) {
    return asked.repository().talk();
  }

  /** Where there is such an issue or pull request; what is said changes it. */
  private static HubAnswer there(Asked asked, Supplier<HubAnswer> answer) {
    HubIssues issues = asked.repository().issues();
    if (!issues.has(asked.number())) {
      return HubAnswer.notFound();
    }
    HubAnswer given = answer.get();
    if (given.status() == 201) {
      issues.touched(asked.number());
    }
    return given;
  }

  private void on(String method, String path, String permission, Work work) {
    routes.add(new Route(method, Pattern.compile(path), permission, work));
  }

  /** Does what a call asks for, where its token may. */
  HubAnswer answer(
      HubRepository repository,
      HubGrant grant,
      String method,
      String path,
      Map<String, String> query,
      JsonNode body)
      throws IOException {
    for (Route route : routes) {
      Matcher parts = route.path().matcher(path);
      if (route.method().equals(method) && parts.matches()) {
        return grant.allows(route.permission(), !method.equals("GET"))
            ? route.work().done(new Asked(repository, grant, query, body, parts))
            : HubAnswer.error(
                403,
                "Resource not accessible by "
                    + (grant.app() ? "integration" : "personal access token"));
      }
    }
    return HubAnswer.notFound();
  }
}
