/** The part of the search that runs inside the sandbox; it needs nothing but a JDK. */
@NullMarked
package dev.hephaestus.server.validation.reproduction.harness;

import org.jspecify.annotations.NullMarked;
