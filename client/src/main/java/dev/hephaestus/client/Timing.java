package dev.hephaestus.client;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * How long the server may be silent before the connection counts as lost: a peer that vanished
 * without a word keeps a socket open for hours.
 *
 * <p><em>Source:</em> gRPC's guide to keepalive. A server ends connections that ask more often than
 * it permits, which is each 30 seconds here; the rest is for clocks and networks that are not even.
 */
class Timing {
  static final Timing USUAL =
      new Timing(
          Duration.ofSeconds(10),
          Duration.ofSeconds(35),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  /** Initialize must be answered within this time. */
  final long initializeNanos;

  /** After so long without a word from the server it is asked for one. */
  final long keepaliveNanos;

  /** And after so long without an answer to that the connection is given up. */
  final long keepaliveTimeoutNanos;

  /** A batch that was sent must be acknowledged within this time. */
  final long acknowledgeNanos;

  Timing(
      Duration initialize, Duration keepalive, Duration keepaliveTimeout, Duration acknowledge) {
    this.initializeNanos = initialize.toNanos();
    this.keepaliveNanos = keepalive.toNanos();
    this.keepaliveTimeoutNanos = keepaliveTimeout.toNanos();
    this.acknowledgeNanos = acknowledge.toNanos();
  }

  /** What gRPC waits with. */
  ScheduledExecutorService timer(ThreadFactory threads, long idleSeconds) {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads);
    timer.setKeepAliveTime(idleSeconds, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
