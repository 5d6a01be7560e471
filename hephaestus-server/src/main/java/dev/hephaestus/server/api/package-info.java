/** Beside the stages: what the server shows over HTTP. */
@NullMarked
package dev.hephaestus.server.api;

import org.jspecify.annotations.NullMarked;
