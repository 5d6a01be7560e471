/**
 * Finds out what runs here and where: service, version, commit, host, pod, container, JVM.
 *
 * <p>Everything is read within bounds and may be absent. It reads files and may ask for the host's
 * name: it is for the sender's thread, never for the application's.
 */
@NullMarked
package dev.hephaestus.client.resource;

import org.jspecify.annotations.NullMarked;
