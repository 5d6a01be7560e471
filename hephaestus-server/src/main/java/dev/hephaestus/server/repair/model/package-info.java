/** Proposals from a language model, whichever provider runs it. */
@NullMarked
package dev.hephaestus.server.repair.model;

import org.jspecify.annotations.NullMarked;
