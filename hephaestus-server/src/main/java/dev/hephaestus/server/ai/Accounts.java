package dev.hephaestus.server.ai;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows on whose behalf each thread asks models: a run is carried out by one thread, and whatever
 * it calls need not hand its name on.
 *
 * <p><i>Threads:</i> safe for use by many at once; each opens and closes its own account.
 */
public final class Accounts {
  private final Map<Thread, Account> open = new ConcurrentHashMap<>();

  /** From now on this thread asks on behalf of this account. */
  public void open(Account account) {
    open.put(Thread.currentThread(), account);
  }

  /** From now on this thread asks on nobody's behalf. */
  public void close() {
    open.remove(Thread.currentThread());
  }

  Account current() {
    return open.getOrDefault(Thread.currentThread(), Account.NONE);
  }
}
