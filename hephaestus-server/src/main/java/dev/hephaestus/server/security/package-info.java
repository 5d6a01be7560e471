/** Beside the stages: who may do what, and the record of what was done. */
@NullMarked
package dev.hephaestus.server.security;

import org.jspecify.annotations.NullMarked;
