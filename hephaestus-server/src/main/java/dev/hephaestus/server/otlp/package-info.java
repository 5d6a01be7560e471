/** Beside the stages: logs of whatever speaks OpenTelemetry's protocol, over gRPC and HTTP. */
@NullMarked
package dev.hephaestus.server.otlp;

import org.jspecify.annotations.NullMarked;
