package dev.hephaestus.server.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.pipeline.RunQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of runs that a crash cannot empty.
 *
 * <p>A run is taken out when its handler returns. One whose handler throws is tried again after a
 * growing pause, and after the last try handed to a callback; one that is told when it may go on
 * waits so long, however often it was tried. One that the server's death cut off goes on at the
 * next start at once, and one that a shutdown cut off too, without counting as a try: so a handler
 * must be able to begin in the middle.
 *
 * <p><i>Threads:</i> safe for use by many at once; handlers run on threads of the queue.
 */
public final class ScheduledRuns implements RunQueue {
  private static final Logger log = LoggerFactory.getLogger(ScheduledRuns.class);
  private static final String TASK = "run";

  /** A host may ask to be left alone again and again, but not for ever. */
  private static final int MOST_WAITS = 100;

  private final Database database;
  private final Settings settings;
  private final BiConsumer<String, Throwable> givenUp;
  private final OneTimeTask<Void> task;
  private final Scheduler scheduler;
  private volatile boolean closing;

  /**
   * How the queue works.
   *
   * @param workers how many runs are carried out at once
   * @param tries how often a run is tried before it is given up
   * @param firstPause the pause after the first try; each further one is twice as long
   * @param polling how often the queue is looked through for what is due
   * @param closing how long a shutdown waits for what is under way before it interrupts it
   */
  public record Settings(
      int workers, int tries, Duration firstPause, Duration polling, Duration closing) {

    /** One run at a time, three tries, half a minute after the first. */
    public static final Settings DEFAULT =
        new Settings(1, 3, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(5));

    public Settings {
      if (workers < 1 || tries < 1) {
        throw new IllegalArgumentException("at least one worker and one try");
      }
    }
  }

  /**
   * A queue on the database's own table; a database has one.
   *
   * @param handler carries out the run of an id
   * @param givenUp told of a run that failed at its last try, and why
   */
  public ScheduledRuns(
      Database database,
      Settings settings,
      Consumer<String> handler,
      BiConsumer<String, Throwable> givenUp) {
    this.database = database;
    this.settings = settings;
    this.givenUp = givenUp;
    this.task =
        Tasks.oneTime(TASK)
            .onFailure(this::afterFailure)
            .execute((instance, context) -> handler.accept(instance.getId()));
    this.scheduler =
        Scheduler.create(database.writer(), task)
            .threads(settings.workers())
            .pollingInterval(settings.polling())
            .heartbeatInterval(Duration.ofSeconds(10))
            .shutdownMaxWait(settings.closing())
            .schedulerName(new SchedulerName.Fixed("hephaestus"))
            // Failures are logged here, with the run's id and once.
            .failureLogging(LogLevel.OFF, false)
            .enableImmediateExecution()
            .build();
  }

  @Override
  public void start() {
    reviveAll();
    scheduler.start();
  }

  /** The data directory is ours alone, so whatever is marked as under way belongs to the dead. */
  private void reviveAll() {
    database
        .sql()
        .write(
            handle ->
                handle.execute(
                    "update scheduled_tasks set picked = false, picked_by = null,"
                        + " last_heartbeat = null, version = version + 1 where picked"));
  }

  @Override
  public void enqueue(String runId) {
    scheduler.scheduleIfNotExists(task.instance(runId), Instant.now());
  }

  private void afterFailure(ExecutionComplete execution, ExecutionOperations<Void> operations) {
    String runId = execution.getExecution().taskInstance.getId();
    if (closing) {
      operations.reschedule(execution, Instant.EPOCH);
      return;
    }
    Throwable cause = execution.getCause().orElseGet(() -> new IllegalStateException("unknown"));
    int failures = execution.getExecution().consecutiveFailures + 1;
    Optional<Duration> asked = asked(cause).filter(wait -> failures < MOST_WAITS);
    if (failures < settings.tries() || asked.isPresent()) {
      Duration growing = settings.firstPause().multipliedBy(1L << Math.min(failures - 1, 10));
      Duration pause = asked.filter(wait -> wait.compareTo(growing) > 0).orElse(growing);
      log.warn("run {} failed at try {}; tried again in {}", runId, failures, pause, cause);
      operations.reschedule(execution, execution.getTimeDone().plus(pause));
      return;
    }
    log.error("run {} is given up after {} tries", runId, failures, cause);
    try {
      givenUp.accept(runId, cause);
    } catch (RuntimeException e) {
      log.error("run {} could not be ended as failed", runId, e);
    }
    operations.remove();
  }

  private static Optional<Duration> asked(Throwable cause) {
    return cause instanceof DeliveryException refused ? refused.waitFor() : Optional.empty();
  }

  @Override
  public void close() {
    closing = true;
    scheduler.stop();
  }
}
