/** Benchmarks: what we promise in figures, measured beside the alternatives in one run. */
@org.jspecify.annotations.NullMarked
package dev.hephaestus.benchmarks;
