package dev.hephaestus.server.repository;

/** A function whose code is being read. */
final class FunctionScope {

  final String name;
  final BodyRecorder body = new BodyRecorder();

  FunctionScope(String name) {
    this.name = name;
  }
}
