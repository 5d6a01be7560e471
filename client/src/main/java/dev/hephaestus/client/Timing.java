package dev.hephaestus.client;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * How long the client waits for what: a peer that vanished without a word keeps a socket open for
 * hours, so the server may only be silent for so long.
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
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));

  /** Initialize must be answered within this time. */
  final long initializeNanos;

  /** After so long without a word from the server it is asked for one. */
  final long keepaliveNanos;

  /** And after so long without an answer to that the connection is given up. */
  final long keepaliveTimeoutNanos;

  /** A batch that was sent must be acknowledged within this time. */
  final long acknowledgeNanos;

  /**
   * How often a client that was refused looks whether its key was changed, and how long one that
   * finds no server leaves the spool of dead processes alone.
   */
  final long lookNanos;

  Timing(
      Duration initialize,
      Duration keepalive,
      Duration keepaliveTimeout,
      Duration acknowledge,
      Duration look) {
    this.initializeNanos = initialize.toNanos();
    this.keepaliveNanos = keepalive.toNanos();
    this.keepaliveTimeoutNanos = keepaliveTimeout.toNanos();
    this.acknowledgeNanos = acknowledge.toNanos();
    this.lookNanos = look.toNanos();
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
