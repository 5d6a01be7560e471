/**
 * What of the agent lies on the application's class path: it uses the JDK only, and starts the rest
 * in class loaders of its own.
 *
 * <p>{@code hook} (with Byte Buddy) lives in a loader below the platform's, {@code attach} (with
 * the appenders and all that they need) once for each Logback or Log4j 2 that is found, in a loader
 * below the library's. Between them cross JDK types only.
 */
@NullMarked
package dev.hephaestus.javaagent;

import org.jspecify.annotations.NullMarked;
