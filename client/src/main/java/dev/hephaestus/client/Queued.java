package dev.hephaestus.client;

import java.util.Map;

/**
 * What a thread of the application leaves for the sender: a record, or an event of which the sender
 * makes one.
 *
 * <p><em>Threads:</em> one fills it and hands it over; from then on it belongs to the sender.
 */
public abstract class Queued {
  private int roughBytes;

  Queued(int bytes) {
    this.roughBytes = bytes;
  }

  abstract long timeUnixNanos();

  abstract RecordLevel level();

  /** The mapped diagnostic context, which does not change any more. */
  abstract Map<String, String> mdc();

  /** The record itself, made now if need be. */
  abstract ClientRecord record();

  /** About how much memory it keeps alive, in bytes. */
  final int roughBytes() {
    return roughBytes;
  }

  /** Takes something more into account, before it is handed over. */
  final void addBytes(int bytes) {
    int sum = roughBytes + bytes;
    roughBytes = sum < 0 ? Integer.MAX_VALUE : sum;
  }
}
