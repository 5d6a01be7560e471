/** Where foreign code runs: no network, no host files, no environment, and within limits. */
@NullMarked
package dev.hephaestus.server.validation.sandbox;

import org.jspecify.annotations.NullMarked;
