/** The real ingest, in this process or in one of its own that can be killed. */
@org.jspecify.annotations.NullMarked
package dev.hephaestus.benchmarks.serving;
