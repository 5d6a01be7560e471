/** Beside the stages: the hephaestus.v1 services. */
@NullMarked
package dev.hephaestus.server.grpc;

import org.jspecify.annotations.NullMarked;
