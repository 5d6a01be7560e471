/** Beside the stages: the services that are watched, their settings and states. */
@NullMarked
package dev.hephaestus.server.node;

import org.jspecify.annotations.NullMarked;
