/** What logging costs the application: ours beside the alternatives, each with a real sink. */
@NullMarked
package dev.hephaestus.benchmarks.client;

import org.jspecify.annotations.NullMarked;
