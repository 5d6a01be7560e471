/** The search for a call that fails as the logged one did, and the test that it becomes. */
@NullMarked
package dev.hephaestus.server.validation.reproduction;

import org.jspecify.annotations.NullMarked;
