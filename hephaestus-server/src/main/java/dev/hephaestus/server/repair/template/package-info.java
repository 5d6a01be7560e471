/** Proposals without a model: the repair operators of the literature over Java's syntax tree. */
@NullMarked
package dev.hephaestus.server.repair.template;

import org.jspecify.annotations.NullMarked;
