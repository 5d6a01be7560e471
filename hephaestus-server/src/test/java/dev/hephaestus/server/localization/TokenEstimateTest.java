package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counts of two public vocabularies, of 200,000 and of 100,000 entries, are written down. */
final class TokenEstimateTest {

  static final String CODE =
      """
      package shop.orders;

      import java.util.ArrayList;
      import java.util.List;

      /** An order with its lines. */
      public final class PurchaseOrder {
        private static final int MAX_LINES = 1_000;
        private final List<OrderLine> lines = new ArrayList<>();

        /**
         * Adds a line.
         *
         * @throws IllegalArgumentException when the quantity is not above zero
         */
        public void addLine(String articleNumber, int quantity, long unitPriceInCents) {
          if (quantity <= 0 || lines.size() >= MAX_LINES) {
            throw new IllegalArgumentException("not a quantity: " + quantity);
          }
          lines.add(new OrderLine(articleNumber, quantity, unitPriceInCents));
        }

        public long totalInCents() {
          long total = 0;
          for (OrderLine line : lines) {
            total += line.quantity() * line.unitPriceInCents();
          }
          return discount.map(percent -> total * (100 - percent) / 100).orElse(total);
        }
      }
      """;

  static final String DIFF =
      """
      @@ -12,7 +12,9 @@ public class Parser {
           protected boolean stopAtNonOption;
      -    private Options options = null;
      +    private final Options options;
      +
      +    private List<String> requiredOptions = new ArrayList<String>();
           public CommandLine parse(Options options, String[] arguments) throws ParseException
           {
      -        return parse(options, arguments, null, false);
      +        return parse(options, arguments, new Properties(), stopAtNonOption);
           }
      """;

  static final String TRACE =
      """
      java.lang.IllegalStateException: order 4711 cannot be priced
      \tat shop.orders.PurchaseOrder.totalInCents(PurchaseOrder.java:26)
      \tat shop.orders.OrderService.price(OrderService.java:114)
      \tat org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:255)
      Caused by: java.lang.NullPointerException: Cannot invoke "shop.orders.OrderLine.quantity()" because "line" is null
      \t... 42 more
      """;

  @Test
  void comesNearTheVocabulariesOnCode() {
    assertThat(TokenEstimate.of(CODE))
        .isCloseTo(220, withinPercentage(10))
        .isCloseTo(213, withinPercentage(12));
  }

  @Test
  void comesNearTheVocabulariesOnADiff() {
    assertThat(TokenEstimate.of(DIFF))
        .isCloseTo(101, withinPercentage(20))
        .isCloseTo(98, withinPercentage(20));
  }

  @Test
  void comesNearTheVocabulariesOnATrace() {
    assertThat(TokenEstimate.of(TRACE))
        .isCloseTo(96, withinPercentage(10))
        .isCloseTo(97, withinPercentage(10));
  }

  @Test
  void growsWithTheText() {
    int before = 0;
    for (int end = 0; end <= CODE.length(); end += 100) {
      int tokens = TokenEstimate.of(CODE.substring(0, end));
      assertThat(tokens).isGreaterThanOrEqualTo(before);
      before = tokens;
    }
    assertThat(TokenEstimate.of("")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A", "7", "\n", "=", "\u4e2d", "\ud83d", "\u0000", "aB", "x1"})
  void noTextIsForNothingHoweverOddItIs(String piece) {
    assertThat(TokenEstimate.of(piece.repeat(100_000))).isPositive();
  }
}
