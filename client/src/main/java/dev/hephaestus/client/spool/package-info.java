/**
 * What was logged and is not at the server yet, on disk: it outlives the process.
 *
 * <p>A {@code SpoolDirectory} holds a folder for each epoch of each process, with a lock that ends
 * with the process; a {@code Spool} is such a folder, a row of {@code Segment} files; an entry is
 * one batch, opaque here.
 */
@NullMarked
package dev.hephaestus.client.spool;

import org.jspecify.annotations.NullMarked;
