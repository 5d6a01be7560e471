/** Beside the stages: language models behind one port. */
@NullMarked
package dev.hephaestus.server.ai;

import org.jspecify.annotations.NullMarked;
