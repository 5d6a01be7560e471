package dev.hephaestus.server.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps our pull requests and what is done about them.
 *
 * <p><i>Threads:</i> safe for use by many at once; a pull request and its reactions are changed by
 * one.
 */
public interface PullRequestWatches {

  /** Watches a pull request from now on; does nothing when it is watched. */
  void add(WatchedPull pull);

  /** The pull request of this id. */
  Optional<WatchedPull> find(String id);

  /** Replaces it. */
  void update(WatchedPull pull);

  /** Up to {@code limit} pull requests that are to be looked at by now, the longest due first. */
  List<WatchedPull> due(Instant now, int limit);

  /** The pull requests of a repository that are open, or closed and not forgotten. */
  List<WatchedPull> of(GitHubRepository repository);

  /** Whether a pull request for this fault was closed unmerged and its incident still rests. */
  boolean rests(GitHubRepository repository, String fingerprint);

  /** What a repository is called now that was called so once; the same where nothing is known. */
  GitHubRepository current(GitHubRepository known);

  /** The repository has another name: its pull requests go on under that. */
  void renamed(GitHubRepository from, GitHubRepository to);

  /** Decides on a reaction; returns false, and does nothing, where that was done before. */
  boolean intend(Reaction reaction);

  /** The reaction of this id. */
  Optional<Reaction> reaction(String id);

  /** Replaces it. */
  void update(Reaction reaction);

  /** Up to {@code limit} reactions that are to be worked on by now, the longest due first. */
  List<Reaction> reactionsDue(Instant now, int limit);

  /** All reactions on a pull request, the oldest first. */
  List<Reaction> reactions(String pullId);
}
