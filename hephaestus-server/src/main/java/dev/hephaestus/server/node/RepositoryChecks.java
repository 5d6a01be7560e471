package dev.hephaestus.server.node;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks repositories in the background: first whether the host answers, then by reading. Whoever
 * asks for a location while it is being checked shares what comes of it.
 *
 * <p><i>Threads:</i> safe for use by many at once; hosts that keep one waiting hold up other hosts
 * only when there are as many of them as the first executor has threads.
 */
public final class RepositoryChecks {
  private static final Logger LOG = LoggerFactory.getLogger(RepositoryChecks.class);

  private final RepositoryCheck check;
  private final Executor reaching;
  private final Executor reading;
  private final Map<RepositoryLocation, Under> underWay = new ConcurrentHashMap<>();

  /**
   * A check that goes on; each part ends with what is wrong, or with nothing when all is well. Both
   * end exceptionally when the process stops before.
   *
   * @param reached its host has answered
   * @param read it was read
   */
  record Under(CompletableFuture<String> reached, CompletableFuture<String> read) {}

  /**
   * @param reaching asks hosts; may wait for them
   * @param reading reads repositories, which takes memory and processor
   */
  public RepositoryChecks(RepositoryCheck check, Executor reaching, Executor reading) {
    this.check = Objects.requireNonNull(check, "check");
    this.reaching = Objects.requireNonNull(reaching, "reaching");
    this.reading = Objects.requireNonNull(reading, "reading");
  }

  /** The check of the location that is under way, or a new one. */
  Under of(RepositoryLocation location) {
    Under fresh = new Under(new CompletableFuture<>(), new CompletableFuture<>());
    Under known = underWay.putIfAbsent(location, fresh);
    if (known != null) {
      return known;
    }
    run(reaching, location, fresh, () -> reach(location, fresh));
    return fresh;
  }

  /** Why fixes cannot be delivered there; nothing when nothing is known to stand in the way. */
  CompletableFuture<String> delivery(RepositoryLocation location) {
    CompletableFuture<String> fault = new CompletableFuture<>();
    try {
      reaching.execute(() -> fault.complete(deliveryFault(location)));
    } catch (RejectedExecutionException stopping) {
      fault.complete("");
    }
    return fault;
  }

  private String deliveryFault(RepositoryLocation location) {
    try {
      List<String> faults = check.deliveryFaults(location);
      return faults.isEmpty() ? "" : "fixes cannot be delivered: " + String.join("; ", faults);
    } catch (RuntimeException | LinkageError unexpected) {
      LOG.error(
          "Whether fixes can be delivered to {} is not known", location.forPeople(), unexpected);
      return "";
    }
  }

  private void reach(RepositoryLocation location, Under under) {
    String fault = faultOf(location, check::reach);
    under.reached.complete(fault);
    if (fault.isEmpty()) {
      run(reading, location, under, () -> end(location, under, faultOf(location, check::check)));
    } else {
      end(location, under, fault);
    }
  }

  private void end(RepositoryLocation location, Under under, String fault) {
    // Before anybody hears of it: who then asks again gets a new one.
    underWay.remove(location, under);
    under.read.complete(fault);
  }

  private void run(Executor executor, RepositoryLocation location, Under under, Runnable step) {
    try {
      executor.execute(step);
    } catch (RejectedExecutionException stopping) {
      underWay.remove(location, under);
      under.reached.completeExceptionally(stopping);
      under.read.completeExceptionally(stopping);
    }
  }

  private static String faultOf(RepositoryLocation location, Consumer<RepositoryLocation> step) {
    try {
      step.accept(location);
      return "";
    } catch (HephaestusException unreadable) {
      LOG.warn("{}", unreadable.getMessage());
      return String.valueOf(unreadable.getMessage());
    } catch (RuntimeException | LinkageError unexpected) {
      LOG.error("The check of {} failed", location.forPeople(), unexpected);
      return "its repository could not be checked; the server's log says why";
    }
  }
}
