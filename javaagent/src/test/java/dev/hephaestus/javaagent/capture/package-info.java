/** Tests of whose classes are followed and how values read. */
@NullMarked
package dev.hephaestus.javaagent.capture;

import org.jspecify.annotations.NullMarked;
