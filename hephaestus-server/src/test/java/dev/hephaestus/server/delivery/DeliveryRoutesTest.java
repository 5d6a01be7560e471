package dev.hephaestus.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeliveryRoutesTest {
  private final DeliveryRoutes routes =
      new DeliveryRoutes(
          List.of(
              new DeliveryRoutes.Route(
                  location -> location.location().contains("github"),
                  solution -> new Receipt(Receipt.Channel.PULL_REQUEST, "pull"))),
          solution -> new Receipt(Receipt.Channel.BRANCH, "branch"));

  @Test
  void takesTheFirstWayThatTakesTheRepository() {
    assertThat(routes.deliver(at("https://github.com/o/r")).link()).isEqualTo("pull");
  }

  @Test
  void takesTheLastResortForAnyOther() {
    assertThat(routes.deliver(at("https://git.example/r.git")).link()).isEqualTo("branch");
  }

  private static Solution at(String location) {
    return TestSolutions.nullCoupon(RepositoryLocation.of(location), "abc").solution();
  }
}
