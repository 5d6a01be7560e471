/**
 * What logging costs the application: ours beside the alternatives, each with a real sink.
 *
 * <p>Not null-marked: JMH fills the fields of its states.
 */
package dev.hephaestus.benchmarks.client;
