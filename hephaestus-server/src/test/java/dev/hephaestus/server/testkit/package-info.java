/** Hand-written fakes that keep the contracts of the ports. */
@NullMarked
package dev.hephaestus.server.testkit;

import org.jspecify.annotations.NullMarked;
