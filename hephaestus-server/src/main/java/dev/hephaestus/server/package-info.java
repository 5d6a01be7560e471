/** The Hephaestus server: one package a stage, in the order in which the data flows. */
@NullMarked
package dev.hephaestus.server;

import org.jspecify.annotations.NullMarked;
