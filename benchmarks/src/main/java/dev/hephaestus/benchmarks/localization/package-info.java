/** How often the faulty method is found, and at what cost. */
@org.jspecify.annotations.NullMarked
package dev.hephaestus.benchmarks.localization;
