/** Beside the stages: the commands. */
@NullMarked
package dev.hephaestus.server.cli;

import org.jspecify.annotations.NullMarked;
