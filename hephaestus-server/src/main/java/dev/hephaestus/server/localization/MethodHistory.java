package dev.hephaestus.server.localization;

import dev.hephaestus.server.localization.CarriedFault.Moved;
import dev.hephaestus.server.repository.Glimpse;
import dev.hephaestus.server.repository.Lineage;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.VirtualRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the commits that changed methods.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class MethodHistory {

  private static final int MOST_STEPS = 200;

  private final VirtualRepository repository;

  public MethodHistory(VirtualRepository repository) {
    this.repository = Objects.requireNonNull(repository, "repository");
  }

  /**
   * The commits that changed one of the methods and that the head has and the given commit has not:
   * those of the first method before the others, newest first.
   */
  public List<Change> since(
      RepositoryLocation location, String commit, Snapshot head, List<Moved> methods) {
    Set<String> files =
        methods.stream()
            .flatMap(MethodHistory::states)
            .map(method -> method.path().substring(method.path().lastIndexOf('/') + 1))
            .collect(Collectors.toSet());
    try (Lineage lineage = repository.lineage(location, head, files)) {
      List<Change> first = new ArrayList<>();
      List<Change> others = new ArrayList<>();
      for (Lineage.Step step : lineage.since(commit, MOST_STEPS)) {
        if (!methods.isEmpty() && isChanged(methods.get(0), step)) {
          first.add(Change.of(step.after()));
        } else if (methods.stream().anyMatch(method -> isChanged(method, step))) {
          others.add(Change.of(step.after()));
        }
      }
      first.addAll(others);
      return List.copyOf(first);
    }
  }

  /**
   * A commit that changed something.
   *
   * @param commit its full hash
   * @param subject the first line of its message
   */
  public record Change(String commit, String subject) {

    private static Change of(Glimpse seen) {
      return new Change(seen.commit(), seen.subject());
    }
  }

  private static Stream<MethodDeclaration> states(Moved method) {
    return Stream.concat(Stream.of(method.before()), method.after().stream());
  }

  private static boolean isChanged(Moved method, Lineage.Step step) {
    return states(method)
        .anyMatch(state -> !code(step.before(), state).equals(code(step.after().files(), state)));
  }

  private static List<String> code(Snapshot files, MethodDeclaration method) {
    return files.types(method.typeName()).stream()
        .flatMap(type -> type.methods().stream())
        .filter(other -> other.name().equals(method.name()))
        .flatMap(other -> MethodText.code(files, other).stream())
        .toList();
  }
}
