package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextSignalTest {

  @TempDir Path temp;
  private Situations shop;

  @BeforeEach
  void write() {
    shop =
        Situations.in(temp)
            .with(
                "shop/Invoices.java",
                """
                package shop;
                class Invoices {
                  void sendReminder(String customer) { mailer.deliver(customer); }
                  void parseVoucher(String code) { int discount = 3; }
                  void close() { }
                }
                """);
  }

  @Test
  void methodsThatSpeakOfWhatTheRecordSpeaksOfAreSuspectedBestFirst() {
    assertThat(
            shop.ranking(
                "10:00:00 [m] ERROR x.Y - voucher code cannot be parsed: discount",
                new TextSignal()))
        .first()
        .isEqualTo("Invoices.parseVoucher");
  }

  @Test
  void aStackSaysMoreThanWords() {
    assertThat(
            shop.ranking(
                "x.E: voucher discount\n\tat shop.Invoices.close(Invoices.java:5)",
                new TextSignal()))
        .isEmpty();
  }

  @Test
  void wordsThatNobodyUsesFindNothing() {
    assertThat(shop.ranking("10:00:00 [m] ERROR x.Y - zzz 42 !", new TextSignal())).isEmpty();
    assertThat(shop.ranking("10:00:00 [m] ERROR x.Y - 42", new TextSignal())).isEmpty();
  }

  @Test
  void identifiersFallIntoWords() {
    StringJoiner words = new StringJoiner(" ");
    Words.add("parseHTTPHeader2 of the_cart.Line", words);
    Words.add("a".repeat(100), words);

    assertThat(words.toString()).isEqualTo("parse http header cart line");
  }
}
