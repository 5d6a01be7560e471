/** Beside the stages: the embedded database behind the stages' ports. */
@NullMarked
package dev.hephaestus.server.store;

import org.jspecify.annotations.NullMarked;
