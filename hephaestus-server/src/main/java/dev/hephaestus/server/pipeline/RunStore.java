package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.validation.Reproduction;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the runs, their attempts and the solutions that they ended in.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface RunStore {

  /** Adds the run, unless its incident has one that has not ended; returns the one that stands. */
  Run addIfNoneOpen(Run run);

  /** The same for a run that shall do better than those before it. */
  Run addIfNoneOpen(Run run, Revision revision);

  /** What a run shall do better; empty for one that is its incident's first or a plain one. */
  Optional<Revision> revision(String runId);

  /** The run of this id. */
  Optional<Run> find(String id);

  /** Replaces the run of this id. */
  void update(Run run);

  /** All runs that have not ended, oldest first. */
  List<Run> open();

  /** Up to {@code limit} runs, newest first, before the given id, of one incident where given. */
  List<Run> list(Optional<String> incidentId, String beforeId, int limit);

  /** The same of nodes that a credential of that scope reaches. */
  List<Run> list(Scope scope, Optional<String> incidentId, String beforeId, int limit);

  /** Keeps the suspects of a run; those of an earlier start are replaced. */
  void keep(String runId, List<RunSuspect> suspects);

  /** The suspects of a run, most suspicious first; none before it was localized. */
  List<RunSuspect> suspects(String runId);

  /** Says that nobody wants the run any more; stays said. */
  void cancel(String runId);

  /** Whether that was said. */
  boolean isCancelled(String runId);

  /** Keeps what shows the fault of a run; another one replaces it. */
  void keep(String runId, Reproduction reproduction);

  /** What shows the fault of a run. */
  Optional<Reproduction> reproduction(String runId);

  /** Keeps one more fix of a run that no check objected to, without what was said about it. */
  void keep(String runId, Proposal.Candidate fix);

  /** The fixes kept so, in order. */
  List<Proposal.Candidate> plausible(String runId);

  /** Keeps the attempt; the same number again replaces it. */
  void keep(String runId, Attempt attempt);

  /** The attempts of a run, in order. */
  List<Attempt> attempts(String runId);

  /** Keeps the solution of a run; the first one stands. Returns the one that stands. */
  Solution keep(String runId, Solution solution);

  /** The solution of a run. */
  Optional<Solution> solutionOfRun(String runId);

  /** The solution of this id. */
  Optional<Solution> solution(String id);

  /** Up to {@code limit} solutions, newest first, before the given id, of one node where given. */
  List<Solution> solutions(Optional<String> nodeId, String beforeId, int limit);

  /** The same of nodes that a credential of that scope reaches. */
  List<Solution> solutions(Scope scope, Optional<String> nodeId, String beforeId, int limit);

  /** Keeps where a solution was delivered; the same channel again replaces it. */
  void keep(String solutionId, Receipt receipt);

  /** Where a solution was delivered, oldest first. */
  List<Receipt> receipts(String solutionId);
}
