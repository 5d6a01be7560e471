/** Applications that know Log4j and our appender by its name only. */
@NullMarked
package dev.hephaestus.log4j2.app;

import org.jspecify.annotations.NullMarked;
