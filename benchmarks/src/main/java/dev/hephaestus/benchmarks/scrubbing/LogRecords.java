package dev.hephaestus.benchmarks.scrubbing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Records of 464 characters as services log them, with or without a secret. Always the same ones.
 */
final class LogRecords {
  static final int CHARS = 464;

  private static final List<String> TEXTS =
      List.of(
          "GET /api/v1/orders/%d?page=%d&sort=created 200 in %d ms, user agent Mozilla/5.0 (X11; Linux) ",
          "Could not price order %d of customer %d: no rate for EUR/USD at 2026-11-23T00:%d:17.123Z ",
          "Consumer group shop-7 rebalanced, partition %d at offset %d, key hash %x ",
          "trace 4bf92f3577b34da6a3ce929d0e0e4736 span %x: select o.id, o.total from orders o where o.id = %d ",
          "at com.acme.shop.checkout.PriceService.priceOf(PriceService.java:%d) ~[shop-1.%d.jar:?] ",
          "Session of user %d took %d s; token count 12, key=value, class PasswordEncoder ready ",
          "Cache miss for product 550e8400-e29b-41d4-a716-44665544%04d, loaded %d rows in %d us ");

  private LogRecords() {}

  /** Of these, every so-manieth has a secret; 0 for none. */
  static List<String> of(int count, int secretEvery) {
    Random random = new Random(17);
    List<String> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      if (secretEvery > 0 && i % secretEvery == 0) {
        text.append("login(user=ann, password=hunter").append(i).append(", role=admin) ");
      }
      while (text.length() < CHARS) {
        text.append(
            String.format(
                TEXTS.get(random.nextInt(TEXTS.size())),
                random.nextInt(10_000),
                random.nextInt(100_000),
                random.nextInt(60)));
      }
      records.add(text.substring(0, CHARS));
    }
    return records;
  }
}
