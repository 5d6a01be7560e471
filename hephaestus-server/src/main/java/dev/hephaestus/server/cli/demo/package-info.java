/** The demonstration: real processes, real gRPC and a real build, from an error to a tested fix. */
@NullMarked
package dev.hephaestus.server.cli.demo;

import org.jspecify.annotations.NullMarked;
