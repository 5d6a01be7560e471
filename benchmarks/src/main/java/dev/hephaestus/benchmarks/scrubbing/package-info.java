/** How many log records a core scrubs, beside regular expressions. */
@org.jspecify.annotations.NullMarked
package dev.hephaestus.benchmarks.scrubbing;
