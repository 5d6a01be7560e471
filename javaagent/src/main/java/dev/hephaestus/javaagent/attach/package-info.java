/**
 * Attaches our appenders to one loaded copy of a logging library; isolated, and linked to that
 * copy.
 *
 * <p>What is put on the root logger is a small relay. The appender behind it, with its client and
 * its connection, is made when the first event comes, on a thread of its own, and outlives the
 * library's reconfigurations.
 */
@NullMarked
package dev.hephaestus.javaagent.attach;

import org.jspecify.annotations.NullMarked;
