/** Whole repairs of faults whose fix is known, judged by a test that the product never sees. */
@org.jspecify.annotations.NullMarked
package dev.hephaestus.benchmarks.repair;
