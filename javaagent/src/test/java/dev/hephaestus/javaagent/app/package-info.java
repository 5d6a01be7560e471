/** Applications that the agent is attached to. */
@NullMarked
package dev.hephaestus.javaagent.app;

import org.jspecify.annotations.NullMarked;
