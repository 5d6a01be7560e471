package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The methods of a source by number, in the order of types and of methods in them. */
final class MethodPlaces {

  private final List<MethodDeclaration> methods = new ArrayList<>();
  private final Map<Integer, List<Integer>> byFirstLine = new HashMap<>();

  MethodPlaces(SourceSymbols symbols) {
    for (TypeDeclaration type : symbols.types()) {
      for (MethodDeclaration method : type.methods()) {
        byFirstLine
            .computeIfAbsent(method.lines().first(), line -> new ArrayList<>(2))
            .add(methods.size());
        methods.add(method);
      }
    }
  }

  /** The number of an equal one; -1 where there is none. */
  int find(MethodDeclaration method) {
    for (int place : byFirstLine.getOrDefault(method.lines().first(), List.of())) {
      if (methods.get(place).equals(method)) {
        return place;
      }
    }
    return -1;
  }

  int size() {
    return methods.size();
  }

  MethodDeclaration method(int place) {
    return methods.get(place);
  }
}
