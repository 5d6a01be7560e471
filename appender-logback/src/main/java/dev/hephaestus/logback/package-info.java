/** Sends what Logback logs to Hephaestus. */
@NullMarked
package dev.hephaestus.logback;

import org.jspecify.annotations.NullMarked;
