/** The composition root: the only place that wires adapters, reads the environment or exits. */
@NullMarked
package dev.hephaestus.server.app;

import org.jspecify.annotations.NullMarked;
