package dev.hephaestus.server.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bare copy of a remote repository, brought up to date by fetching what is new.
 *
 * <p>The first fetch takes the branches and as many commits as are set; tags and older commits come
 * when they are asked for.
 *
 * <p><i>Threads:</i> one fetches at a time; those who waited meanwhile share what came of it.
 */
final class Mirror implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Mirror.class);
  private static final RefSpec BRANCHES = new RefSpec("+refs/heads/*:refs/heads/*");
  private static final RefSpec TAGS = new RefSpec("+refs/tags/*:refs/tags/*");

  private final Remote remote;
  private final MirrorFolder folder;
  private final MirrorRepository git;
  private final MirrorSettings settings;
  private final Clock clock;
  private final AtomicLong asked = new AtomicLong();

  // Guarded by this object's lock.
  private long answered;
  private Fetched last = new Fetched.Done();
  private boolean failureIsSaid;

  private Mirror(
      Remote remote,
      MirrorFolder folder,
      MirrorRepository git,
      MirrorSettings settings,
      Clock clock) {
    this.remote = remote;
    this.folder = folder;
    this.git = git;
    this.settings = settings;
    this.clock = clock;
  }

  /** The mirror in the folder, which is created and stays empty until the first fetch. */
  static Mirror open(Path path, Remote remote, MirrorSettings settings, Clock clock) {
    try {
      MirrorFolder folder = MirrorFolder.prepared(path);
      MirrorRepository git = new MirrorRepository(path, settings.packBytes(), clock);
      if (!git.getObjectDatabase().exists()) {
        git.create(true);
      }
      return new Mirror(remote, folder, git, settings, clock);
    } catch (IOException e) {
      throw new RepositoryException(
          "repository "
              + remote.name()
              + " cannot be mirrored into "
              + path
              + "; check that the cache directory can be written: "
              + e.getMessage(),
          e);
    }
  }

  /** Whether packs came since this was asked for last. */
  boolean hasGrown() {
    return git.hasGrown();
  }

  Repository git() {
    return git;
  }

  Remote remote() {
    return remote;
  }

  MirrorFolder folder() {
    return folder;
  }

  /** Brings the branches up to date. */
  Fetched update() {
    long ticket = asked.incrementAndGet();
    synchronized (this) {
      if (answered >= ticket) {
        return last;
      }
      answered = asked.get();
      last = persistently(this::branches);
      if (last instanceof Fetched.Done) {
        failureIsSaid = false;
        folder.fetched();
      }
      return last;
    }
  }

  /** Asks what the remote has; nothing is fetched. */
  synchronized RemoteAnswer ask() {
    Set<String> refs = new HashSet<>();
    Fetched outcome = once(talk -> refs.addAll(talk.refs(List.of(BRANCHES, TAGS)).keySet()));
    return new RemoteAnswer(outcome, refs);
  }

  /** Looks for a revision that is not here: the one commit or tag, else in all that there is. */
  synchronized Fetched seek(Revision revision) {
    if (revision.isIn(git)) {
      return new Fetched.Done();
    }
    if (revision.isName()) {
      return persistently(talk -> tag(talk, revision.text()));
    }
    if (revision.isHash()) {
      // Many servers refuse this, each in words of its own, and then the other way remains.
      var unused =
          once(talk -> talk.fetch(List.of(new RefSpec(revision.text())), settings.depth()));
    }
    return revision.isIn(git) ? new Fetched.Done() : persistently(this::everything);
  }

  /** Says once, until a fetch succeeds again, that what is served is old. */
  synchronized void sayOld(String reason) {
    if (!failureIsSaid) {
      failureIsSaid = true;
      Duration age = Duration.between(folder.lastFetched(), clock.instant());
      log.warn(
          "repository {} cannot be fetched ({}); what was fetched {} minutes ago is used",
          remote.name(),
          reason,
          Math.max(0, age.toMinutes()));
    }
  }

  @FunctionalInterface
  private interface Step {
    void take(Conversation talk) throws IOException;
  }

  private Fetched persistently(Step step) {
    for (int attempt = 1; ; attempt++) {
      Fetched outcome = once(step);
      boolean again = outcome instanceof Fetched.Failed failed && failed.mayPass();
      if (!again || attempt >= settings.attempts() || !paused(attempt)) {
        return outcome;
      }
    }
  }

  private boolean paused(int attempt) {
    long most = settings.firstPause().toMillis() << Math.min(10, attempt - 1);
    try {
      Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Fetched once(Step step) {
    Instant until = clock.instant().plus(settings.timeLimit());
    try (Conversation talk = Conversation.with(remote, git, settings)) {
      git.takesUntil(until);
      folder.rememberShallow();
      try {
        step.take(talk);
        folder.forgetShallow();
        return new Fetched.Done();
      } catch (IOException fault) {
        // JGit writes where history ends before the commits come that it now goes on to.
        folder.restoreShallow();
        return talk.sorted(fault);
      }
    } catch (RepositoryException unreadable) {
      return new Fetched.Failed(String.valueOf(unreadable.getMessage()), false);
    } catch (IOException e) {
      return FetchFaults.sort(e, 0, remote);
    }
  }

  private void branches(Conversation talk) throws IOException {
    List<RefSpec> specs = settings.depth() == 0 ? List.of(BRANCHES, TAGS) : List.of(BRANCHES);
    Map<String, Ref> theirs = talk.refs(specs);
    if (!isUpToDate(theirs)) {
      talk.fetch(specs, isEmpty() || isShallow() ? settings.depth() : 0);
    }
    followHead(theirs.get(Constants.HEAD));
  }

  private void tag(Conversation talk, String name) throws IOException {
    String full = Constants.R_TAGS + name;
    List<RefSpec> specs = List.of(new RefSpec("+" + full + ":" + full));
    if (talk.refs(specs).containsKey(full)) {
      talk.fetch(specs, settings.depth());
    }
  }

  private void everything(Conversation talk) throws IOException {
    if (isShallow()) {
      talk.fetch(List.of(BRANCHES, TAGS), Integer.MAX_VALUE);
    }
  }

  private boolean isShallow() throws IOException {
    return !git.getObjectDatabase().getShallowCommits().isEmpty();
  }

  private boolean isEmpty() throws IOException {
    return git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).isEmpty();
  }

  private boolean isUpToDate(Map<String, Ref> theirs) throws IOException {
    List<String> kinds =
        settings.depth() == 0
            ? List.of(Constants.R_HEADS, Constants.R_TAGS)
            : List.of(Constants.R_HEADS);
    Map<String, ObjectId> here = new HashMap<>();
    for (String kind : kinds) {
      git.getRefDatabase()
          .getRefsByPrefix(kind)
          .forEach(ref -> here.put(ref.getName(), ref.getObjectId()));
    }
    Map<String, ObjectId> there = new HashMap<>();
    theirs.forEach(
        (name, ref) -> {
          if (kinds.stream().anyMatch(name::startsWith)) {
            there.put(name, ref.getObjectId());
          }
        });
    return here.equals(there);
  }

  /** The remote's default branch becomes the mirror's. */
  private void followHead(@Nullable Ref head) throws IOException {
    if (head == null) {
      return;
    }
    String branch = head.isSymbolic() ? head.getTarget().getName() : sameCommit(head);
    if (!branch.isEmpty()) {
      RefUpdate update = git.updateRef(Constants.HEAD);
      update.disableRefLog();
      update.link(branch);
    }
  }

  /** Old servers say which commit their head is, and not which branch. */
  private String sameCommit(Ref head) throws IOException {
    for (String usual : List.of("refs/heads/main", "refs/heads/master")) {
      Ref branch = git.exactRef(usual);
      if (branch != null && branch.getObjectId().equals(head.getObjectId())) {
        return usual;
      }
    }
    return git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
        .filter(ref -> ref.getObjectId().equals(head.getObjectId()))
        .map(Ref::getName)
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    git.close();
  }
}
