/** Applications that know Logback and our appender by its name only. */
@NullMarked
package dev.hephaestus.logback.app;

import org.jspecify.annotations.NullMarked;
