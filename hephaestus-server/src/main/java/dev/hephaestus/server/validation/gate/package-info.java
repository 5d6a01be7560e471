/** What a patch may not do, whatever its tests say. */
@NullMarked
package dev.hephaestus.server.validation.gate;

import org.jspecify.annotations.NullMarked;
