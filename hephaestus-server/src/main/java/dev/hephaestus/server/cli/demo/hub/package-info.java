/**
 * A small GitHub on loopback, for the demonstration and for tests: its REST API over real Git
 * repositories that can be cloned from and pushed to, and its faults.
 */
@NullMarked
package dev.hephaestus.server.cli.demo.hub;

import org.jspecify.annotations.NullMarked;
