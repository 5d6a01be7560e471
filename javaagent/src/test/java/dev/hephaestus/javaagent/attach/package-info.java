/** Tests of what stands between a logging library and our appender. */
@NullMarked
package dev.hephaestus.javaagent.attach;

import org.jspecify.annotations.NullMarked;
