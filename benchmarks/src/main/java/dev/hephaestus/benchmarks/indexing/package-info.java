/** How fast a repository becomes symbols, beside other parsers. */
@org.jspecify.annotations.NullMarked
package dev.hephaestus.benchmarks.indexing;
