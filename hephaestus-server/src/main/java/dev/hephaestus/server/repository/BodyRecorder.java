package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers one method's body while its syntax tree is walked. */
final class BodyRecorder {

  final List<MethodBody.Call> calls = new ArrayList<>();
  final List<MethodBody.ThrowSite> throwSites = new ArrayList<>();
  final List<MethodBody.LogStatement> logStatements = new ArrayList<>();
  final List<MethodBody.Assignment> assignments = new ArrayList<>();
  final List<MethodBody.Condition> conditions = new ArrayList<>();
  final Map<String, String> localTypes = new HashMap<>();
  final Set<String> reads = new LinkedHashSet<>();
  final Set<String> writes = new LinkedHashSet<>();
  int statements;
  int checks;
  int returns;
  boolean endsWithThrow;

  /** Whether running it can fail: a constant does not. */
  boolean hasCode() {
    return !calls.isEmpty() || statements > 0;
  }

  /** Grows with all that can fail when it runs. */
  int weight() {
    return calls.size() + throwSites.size() + statements;
  }

  String typeOf(String name) {
    return localTypes.getOrDefault(name, "");
  }

  MethodBody finish(MethodDeclaration method) {
    return new MethodBody(
        method,
        calls,
        throwSites,
        logStatements,
        assignments,
        conditions,
        undeclared(reads),
        undeclared(writes),
        new MethodBody.Shape(statements, checks, returns, endsWithThrow && returns == 0));
  }

  private Set<String> undeclared(Set<String> names) {
    Set<String> rest = new HashSet<>(names);
    rest.removeAll(localTypes.keySet());
    return rest;
  }
}
