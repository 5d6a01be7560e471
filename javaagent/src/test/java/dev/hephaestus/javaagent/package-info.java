/** Tests of the agent; those that end in IT fork JVMs with the packaged jar. */
@NullMarked
package dev.hephaestus.javaagent;

import org.jspecify.annotations.NullMarked;
