package dev.hephaestus.server.delivery;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Delivers each solution by the first way that takes its repository, or else by the last resort.
 *
 * <p>So a repository on GitHub gets a pull request and any other gets a branch, and a further code
 * host is one more route.
 */
public final class DeliveryRoutes implements Delivery {
  private final List<Route> routes;
  private final Delivery otherwise;

  public DeliveryRoutes(List<Route> routes, Delivery otherwise) {
    this.routes = List.copyOf(routes);
    this.otherwise = otherwise;
  }

  @Override
  public Receipt deliver(Solution solution) {
    return routes.stream()
        .filter(route -> route.takes().test(solution.repository()))
        .map(Route::delivery)
        .findFirst()
        .orElse(otherwise)
        .deliver(solution);
  }

  /**
   * A way for some repositories.
   *
   * @param takes whether it is the way for a repository
   * @param delivery the way
   */
  public record Route(Predicate<RepositoryLocation> takes, Delivery delivery) {

    public Route {
      Objects.requireNonNull(takes, "takes");
      Objects.requireNonNull(delivery, "delivery");
    }
  }
}
