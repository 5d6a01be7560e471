package dev.hephaestus.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionDeliveryTest {
  private static final Solution SOLUTION =
      TestSolutions.nullCoupon(RepositoryLocation.of("https://git.example/shop.git"), "abc")
          .solution();
  private static final String LINK = "http://localhost:8080/solutions/" + SOLUTION.id();

  private final List<String> sent = new ArrayList<>();

  @Test
  void tellsTheClientsOnceAndGivesTheLink() {
    SuggestionDelivery delivery = delivering(1);

    Receipt first = delivery.deliver(SOLUTION);
    Receipt second = delivery.deliver(SOLUTION);

    assertThat(first).isEqualTo(new Receipt(Receipt.Channel.SUGGESTION, LINK)).isEqualTo(second);
    assertThat(sent).containsExactly(LINK);
  }

  @Test
  void tellsAgainWhenNobodyWasThere() {
    SuggestionDelivery delivery = delivering(0);

    delivery.deliver(SOLUTION);
    delivery.deliver(SOLUTION);

    assertThat(sent).hasSize(2);
  }

  @Test
  void aBrokenStreamIsWorthAnotherTry() {
    SuggestionDelivery delivery =
        new SuggestionDelivery(
            (solution, link) -> {
              throw new IllegalStateException("closed");
            },
            solution -> LINK);

    assertThatThrownBy(() -> delivery.deliver(SOLUTION))
        .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.isRetryable()).isTrue())
        .hasMessageContaining(SOLUTION.id());
  }

  private SuggestionDelivery delivering(int clients) {
    return new SuggestionDelivery(
        (solution, link) -> {
          sent.add(link);
          return clients;
        },
        solution -> LINK);
  }
}
