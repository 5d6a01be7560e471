/** Fifth stage: whether a proposal compiles, fixes what was logged and breaks nothing. */
@NullMarked
package dev.hephaestus.server.validation;

import org.jspecify.annotations.NullMarked;
