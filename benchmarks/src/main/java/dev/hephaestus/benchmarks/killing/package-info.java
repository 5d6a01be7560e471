/** Kills applications and counts what of their errors is at the server. */
@org.jspecify.annotations.NullMarked
package dev.hephaestus.benchmarks.killing;
