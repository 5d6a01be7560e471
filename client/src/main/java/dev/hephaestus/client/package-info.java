/**
 * What runs inside the application: configuration, record, queue, stream.
 *
 * <p>A record's way: {@link dev.hephaestus.client.HephaestusClient#append} on the application's
 * thread (guard, level, snapshot or the event itself, offer) → {@code RecordQueue} → {@code Sender}
 * on its own thread ({@code RecordSelector} pairs triggers with their context, {@code
 * RecordEncoder} and {@code BatchAssembler} make batches) → {@code Window} (kept until
 * acknowledged, in memory and in the {@link dev.hephaestus.client.spool}) → {@code Session}
 * (attempts, one after another) → {@code OpenStream} (the stream). What dead processes left goes
 * the same way through {@code Recovery}.
 */
@NullMarked
package dev.hephaestus.client;

import org.jspecify.annotations.NullMarked;
