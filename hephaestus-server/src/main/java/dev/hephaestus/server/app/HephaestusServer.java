package dev.hephaestus.server.app;

import dev.hephaestus.server.Ids;
import dev.hephaestus.server.api.HttpServer;
import dev.hephaestus.server.delivery.Delivery;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.grpc.GrpcServer;
import dev.hephaestus.server.grpc.Sessions;
import dev.hephaestus.server.incident.IncidentDetector;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeTimeouts;
import dev.hephaestus.server.pipeline.IncidentRuns;
import dev.hephaestus.server.pipeline.RunExecutor;
import dev.hephaestus.server.store.Database;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A server, wired. */
final class HephaestusServer implements AutoCloseable {

  private HephaestusServer() {}
}
