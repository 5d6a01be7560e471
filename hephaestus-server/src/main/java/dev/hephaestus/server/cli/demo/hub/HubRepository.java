package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
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
  private volatile String fullName;
  private final Repository git;
  private final String defaultBranch;
  private final String web;
  private final HubObjects objects;
  private final HubRefs refs;
  private final HubIssues issues;
  private final HubTalk talk;
  private final int id;
  private volatile boolean open;
  private final Set<String> people = ConcurrentHashMap.newKeySet();

  HubRepository(
      String fullName,
      Repository git,
      String defaultBranch,
      String web,
      String api,
      HubQuirks quirks,
      Clock clock) {
    this.fullName = fullName;
    this.id = fullName.hashCode() & Integer.MAX_VALUE;
    this.git = git;
    this.defaultBranch = defaultBranch;
    this.web = web;
    this.talk = new HubTalk(web + "/" + fullName, clock);
    this.objects = new HubObjects(git, quirks);
    this.refs = new HubRefs(git);
    this.issues = new HubIssues(this, web, api, quirks);
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
    return talk.checks();
  }

  /** Where it is cloned from. */
  public String cloneUrl() {
    return web + "/" + fullName + ".git";
  }

  /** What is said about it. */
  public HubTalk talk() {
    return talk;
  }

  /** Somebody changes a pull request; what is changed of the answer is changed here. */
  public synchronized ObjectNode touched(int number) {
    return issues.touched(number);
  }

  /** Somebody opens a pull request of a branch that is there. */
  public synchronized ObjectNode opened(
      String branch, String base, String title, String body, String author) {
    ObjectNode asked =
        HubAnswer.object()
            .put("head", branch)
            .put("base", base)
            .put("title", title)
            .put("body", body)
            .put("draft", true);
    try {
      int number =
          issues.createPull(asked, author, shown(HubGrant.NONE)).body().path("number").asInt();
      return touched(number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String fullName() {
    return fullName;
  }

  void rename(String newName) {
    fullName = newName;
  }

  int id() {
    return id;
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
            .put("id", id)
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
}
