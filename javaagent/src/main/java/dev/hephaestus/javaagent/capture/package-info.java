/** The values of the calls that a throwable passed through: whose they are, and how they read. */
@NullMarked
package dev.hephaestus.javaagent.capture;

import org.jspecify.annotations.NullMarked;
