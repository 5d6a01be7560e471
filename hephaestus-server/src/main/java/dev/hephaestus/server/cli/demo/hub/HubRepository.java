package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.Repository;

/**
 * A repository of the hub.
 *
 * <p><i>Threads:</i> the hub serves one call of it at a time.
 */
public final class HubRepository {
  private final String fullName;
  private final Repository git;
  private final String defaultBranch;
  private final String web;
  private final HubObjects objects;
  private final HubRefs refs;
  private final HubIssues issues;
  private final List<ObjectNode> checks = new ArrayList<>();
  private volatile boolean open;
  private final Set<String> people = ConcurrentHashMap.newKeySet();

  HubRepository(String fullName, Repository git, String defaultBranch, String web, String api) {
    this.fullName = fullName;
    this.git = git;
    this.defaultBranch = defaultBranch;
    this.web = web;
    this.objects = new HubObjects(git);
    this.refs = new HubRefs(git);
    this.issues = new HubIssues(fullName, web, api, refs);
  }

  /** Lets everybody clone it. */
  public void open() {
    open = true;
  }

  boolean isOpen() {
    return open;
  }

  /** Lets somebody be asked for reviews. */
  public void join(String login) {
    people.add(login);
  }

  /** The pull requests, oldest first, as the API shows them; a change of one is a change here. */
  public synchronized List<ObjectNode> pulls() {
    return issues.pulls();
  }

  /** The check runs, oldest first. */
  public synchronized List<ObjectNode> checks() {
    return List.copyOf(checks);
  }

  /** Where it is cloned from. */
  public String cloneUrl() {
    return web + "/" + fullName + ".git";
  }

  String fullName() {
    return fullName;
  }

  Repository git() {
    return git;
  }

  String defaultBranch() {
    return defaultBranch;
  }

  HubObjects objects() {
    return objects;
  }

  HubRefs refs() {
    return refs;
  }

  HubIssues issues() {
    return issues;
  }

  Set<String> people() {
    return Set.copyOf(people);
  }

  ObjectNode shown(HubGrant grant) {
    String owner = fullName.substring(0, fullName.indexOf('/'));
    ObjectNode shown =
        HubAnswer.object()
            .put("id", fullName.hashCode() & Integer.MAX_VALUE)
            .put("name", fullName.substring(fullName.indexOf('/') + 1))
            .put("full_name", fullName)
            .put("default_branch", defaultBranch)
            .put("private", true)
            .put("archived", false)
            .put("clone_url", cloneUrl())
            .put("html_url", web + "/" + fullName);
    shown
        .putObject("owner")
        .put("login", owner)
        .put("id", owner.hashCode() & Integer.MAX_VALUE)
        .put("type", "Organization");
    boolean push = grant.allows("contents", true);
    shown.putObject("permissions").put("admin", false).put("push", push).put("pull", true);
    return shown;
  }

  HubAnswer createCheck(JsonNode body) {
    ObjectNode check = body.deepCopy();
    check.put("id", 5000 + checks.size());
    checks.add(check);
    return HubAnswer.created(check);
  }

  HubAnswer checks(String commit) {
    ObjectNode answer = HubAnswer.object();
    ArrayNode runs = answer.putArray("check_runs");
    checks.stream()
        .filter(check -> check.path("head_sha").asText().equals(commit))
        .forEach(runs::add);
    return HubAnswer.ok(answer.put("total_count", runs.size()));
  }
}
