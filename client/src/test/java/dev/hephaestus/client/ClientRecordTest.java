package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ClientRecordTest {
  private final ClientRecord record = ClientRecord.of(1, RecordLevel.INFO, "shop.Checkout");

  @Test
  void plainArgumentsAreKeptInOrderHoweverMany() {
    Object[] values = new Object[ClientRecord.MAX_ARGUMENTS];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
      record.plainArgument(i);
    }

    assertThat(record.isVoid()).isFalse();
    assertThat(record.arguments()).containsExactly(values);
    record.plainArgument("one too many");
    assertThat(record.isVoid()).isTrue();
  }

  @Test
  void anArgumentThatMayChangeVoidsTheRecordForGood() {
    record.plainArgument("A-4711");
    record.plainArgument(new AtomicReference<>("may change"));
    record.plainArgument("B-4711");

    assertThat(record.isVoid()).isTrue();
    assertThat(record.arguments()).isEmpty();
  }

  @Test
  void nullAndLongTextHaveToBeRendered() {
    ClientRecord other = ClientRecord.of(1, RecordLevel.INFO, "shop.Checkout");
    record.plainArgument(null);
    other.plainArgument("x".repeat(ClientRecord.MAX_ARGUMENT_CHARS + 1));

    assertThat(record.isVoid()).isTrue();
    assertThat(other.isVoid()).isTrue();
  }

  @Test
  void theTemplateIsTheMessageUnlessThereIsAnother() {
    assertThat(record.message()).isNull();
    assertThat(record.template("{} left").message()).isEqualTo("{} left");
    assertThat(record.message("7 left").message()).isEqualTo("7 left");
    assertThat(record.template()).isEqualTo("{} left");
  }

  @Test
  void whatItLacksIsEmpty() {
    assertThat(record.arguments()).isEmpty();
    assertThat(record.markers()).isEmpty();
    assertThat(record.keyValues()).isEmpty();
    assertThat(record.thrown()).isNull();
    assertThat(record.markers(List.of("AUDIT")).keyValues()).isEmpty();
    assertThat(record.keyValue("amount", new BigDecimal("1.50")).keyValues())
        .isEqualTo(Map.of("amount", "1.50"));
  }

  @Test
  void itsPartsWeigh() {
    int empty = record.roughBytes();
    int withText = record.template("x".repeat(1000)).roughBytes();
    record.plainArgument("x".repeat(500));

    assertThat(withText).isEqualTo(empty + 1000);
    assertThat(record.roughBytes()).isGreaterThanOrEqualTo(withText + 500);
  }
}
