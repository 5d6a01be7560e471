package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Solution;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands each solution on once, on a thread of its own: a slow listener must not hold up records.
 *
 * <p><em>Threads:</em> {@link #accept} is for the sender.
 */
final class SolutionDesk {
  private static final int REMEMBERED = 1000;
  private static final int WAITING = 256;

  private final SolutionListener listener;
  private final ServiceListeners services;
  private final OutageStatus status;
  private final AtomicLong handedOn = new AtomicLong();
  private final Set<String> seen =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING),
          ClientThread.factory("hephaestus-solutions"));

  SolutionDesk(SolutionListener listener, ServiceListeners services, OutageStatus status) {
    this.listener = listener;
    this.services = services;
    this.status = status;
    worker.allowCoreThreadTimeOut(true);
  }

  void accept(Solution wire) {
    if (!seen.add(wire.getId())) {
      return;
    }
    ProposedSolution solution = new ProposedSolution(wire);
    try {
      worker.execute(() -> handOn(solution));
    } catch (RejectedExecutionException full) {
      seen.remove(wire.getId()); // The server sends it again.
    }
  }

  long handedOn() {
    return handedOn.get();
  }

  /** Lets what is waiting be handed on, and takes no more. */
  void close() {
    worker.shutdown();
  }

  private void handOn(ProposedSolution solution) {
    handedOn.incrementAndGet();
    status.solution(solution.toString());
    tell(listener, solution);
    services.all().forEach(service -> tell(service, solution));
  }

  private void tell(SolutionListener told, ProposedSolution solution) {
    try {
      told.onSolution(solution);
    } catch (Throwable fault) { // of user code, an Error included: the next solution matters too
      status.warn("The listener failed on solution " + solution.id(), fault);
    }
  }
}
