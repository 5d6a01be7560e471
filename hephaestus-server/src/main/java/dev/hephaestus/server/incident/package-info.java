/** Second stage: records of one fault become one incident. */
@NullMarked
package dev.hephaestus.server.incident;

import org.jspecify.annotations.NullMarked;
