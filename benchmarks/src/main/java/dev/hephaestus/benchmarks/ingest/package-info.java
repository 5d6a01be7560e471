/** Records acknowledged after their commit: how many a second, how soon, and beside what. */
@org.jspecify.annotations.NullMarked
package dev.hephaestus.benchmarks.ingest;
