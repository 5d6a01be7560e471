/** The road itself: calls the stages in order and keeps what they found. */
@NullMarked
package dev.hephaestus.server.pipeline;

import org.jspecify.annotations.NullMarked;
