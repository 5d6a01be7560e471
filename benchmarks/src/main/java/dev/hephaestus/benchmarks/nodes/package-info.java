/** Many nodes on one server. */
@NullMarked
package dev.hephaestus.benchmarks.nodes;

import org.jspecify.annotations.NullMarked;
