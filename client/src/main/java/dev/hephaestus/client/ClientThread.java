package dev.hephaestus.client;

import java.util.concurrent.ThreadFactory;

/** A thread of the client: a daemon that holds none of the application's class loaders. */
final class ClientThread extends Thread {
  private ClientThread(Runnable work, String name) {
    super(null, work, name, 0, false);
    setDaemon(true);
    setContextClassLoader(null);
  }

  static ClientThread of(String name, Runnable work) {
    return new ClientThread(work, name);
  }

  static ThreadFactory factory(String name) {
    return work -> new ClientThread(work, name);
  }

  /** Whether the caller runs on such a thread: what is logged there is about ourselves. */
  static boolean isCurrent() {
    return Thread.currentThread() instanceof ClientThread;
  }
}
