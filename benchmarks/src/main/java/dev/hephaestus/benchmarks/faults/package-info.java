/** An oracle: is every acknowledged record there once, whatever breaks? */
@org.jspecify.annotations.NullMarked
package dev.hephaestus.benchmarks.faults;
