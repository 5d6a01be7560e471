/** Sends what Log4j 2 logs to Hephaestus. */
@NullMarked
package dev.hephaestus.log4j2;

import org.jspecify.annotations.NullMarked;
