package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.repair.FileChange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is asked to review a solution: the owners of the files that it changes, or else who changed
 * them last.
 *
 * <p>An address stands for a login only where GitHub made it: whose any other is, only GitHub knows
 * and does not tell.
 *
 * @param users logins
 * @param teams slugs of teams of the repository's organization
 * @param notes who could not be asked, one sentence each
 */
record Reviewers(List<String> users, List<String> teams, List<String> notes) {
  private static final int MOST_USERS = 5;
  private static final int MOST_TEAMS = 3;
  private static final int MOST_AUTHORS = 2;
  private static final int COMMITS_READ = 10;
  private static final Pattern LOGIN = Pattern.compile("@([A-Za-z0-9](?:[A-Za-z0-9_-]{0,38}))");
  private static final Pattern TEAM =
      Pattern.compile("@([A-Za-z0-9-]{1,39})/([A-Za-z0-9._-]{1,100})");
  private static final Pattern NOREPLY =
      Pattern.compile("(?i)(?:\\d+\\+)?([A-Za-z0-9-]{1,39})@users\\.noreply\\.github\\.com");

  Reviewers {
    users = List.copyOf(users);
    teams = List.copyOf(teams);
    notes = List.copyOf(notes);
  }

  boolean isEmpty() {
    return users.isEmpty() && teams.isEmpty();
  }

  /**
   * The owners.
   *
   * @param written as CODEOWNERS has them, of all changed files
   * @param organization the repository's
   */
  static Reviewers owning(Set<String> written, String organization) {
    Set<String> users = new LinkedHashSet<>();
    Set<String> teams = new LinkedHashSet<>();
    List<String> notes = new ArrayList<>();
    for (String owner : written) {
      Matcher team = TEAM.matcher(owner);
      Optional<String> login = login(owner);
      if (login.isPresent()) {
        users.add(login.get());
      } else if (team.matches() && team.group(1).equalsIgnoreCase(organization)) {
        teams.add(team.group(2));
      } else if (team.matches()) {
        notes.add("A team of another organization owns a changed file and was not asked.");
      } else {
        notes.add("An owner of a changed file is known by e-mail only and was not asked.");
      }
    }
    return new Reviewers(
        users.stream().limit(MOST_USERS).toList(),
        teams.stream().limit(MOST_TEAMS).toList(),
        notes.stream().distinct().toList());
  }

  /** Who owns the changed files. */
  static Set<String> owners(RepositoryFiles files, Solution solution, String commit) {
    Set<String> owners = new LinkedHashSet<>();
    for (FileChange change : solution.patch().changes()) {
      owners.addAll(files.owners(solution.repository(), commit, change.path()));
    }
    return owners;
  }

  /** Who last changed the first file of a solution, people only: one call. */
  static Reviewers lastAuthors(GitHubWire wire, Solution solution, String commit)
      throws TryAgainException, RefusedException {
    String path = solution.patch().changes().get(0).path();
    JsonNode commits = wire.get(history(path, commit));
    Set<String> users = new LinkedHashSet<>();
    for (JsonNode each : commits) {
      String login = each.path("author").path("login").asText("");
      boolean person = each.path("author").path("type").asText("User").equals("User");
      if (person && LOGIN.matcher("@" + login).matches() && users.size() < MOST_AUTHORS) {
        users.add(login);
      }
    }
    return new Reviewers(List.copyOf(users), List.of(), List.of());
  }

  /** The same without one of them. */
  Reviewers without(String login) {
    return new Reviewers(
        users.stream().filter(user -> !user.equalsIgnoreCase(login)).toList(), teams, notes);
  }

  private static Optional<String> login(String owner) {
    Matcher login = LOGIN.matcher(owner);
    Matcher noreply = NOREPLY.matcher(owner);
    return login.matches()
        ? Optional.of(login.group(1))
        : noreply.matches() ? Optional.of(noreply.group(1)) : Optional.empty();
  }

  private static String history(String path, String commit) {
    return "/commits?sha="
        + commit
        + "&per_page="
        + COMMITS_READ
        + "&path="
        + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }
}
