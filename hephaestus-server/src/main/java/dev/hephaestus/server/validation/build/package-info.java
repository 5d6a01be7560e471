/** A project compiled and its tests run, by its own build or without it. */
@NullMarked
package dev.hephaestus.server.validation.build;

import org.jspecify.annotations.NullMarked;
