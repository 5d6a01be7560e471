package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.List;
import java.util.Objects;

/**
 * A suspicious method.
 *
 * @param rank from 1
 * @param method the method
 * @param score how suspicious, above 0 and at most 1; comparable within one localization only
 * @param why the reasons, strongest first, each a short phrase for people
 */
public record Suspect(int rank, MethodDeclaration method, double score, List<String> why) {

  public Suspect {
    Objects.requireNonNull(method, "method");
    why = List.copyOf(why);
  }
}
