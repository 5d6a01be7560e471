package dev.hephaestus.server.incident;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Messages made from templates, as loggers render them, in the order of chance. */
final class MadeMessages {
  /** Half of the templates differ from another in one word only. */
  private static final List<String> TEMPLATES =
      List.of(
          "Could not start worker %n",
          "Could not stop worker %n",
          "Connection to %h refused",
          "Connection to %h timed out after %n ms",
          "User %w not found",
          "User %w is locked",
          "Order %u of customer %n could not be priced",
          "Order %u of customer %n could not be shipped",
          "Failed to read file %p: %f",
          "Failed to write file %p: %f",
          "Payment %i declined by %w with code %n",
          "Payment %i accepted late",
          "Cache %w evicted %n entries in %n ms",
          "No handler for event %w in module %w",
          "Retrying request %i (%n of %n)",
          "Rejected message from %h: %f",
          "Invalid value '%w' for field %w",
          "Token of session %u expired at %t",
          "Query took %n ms: select * from %w where id = %n",
          "Disk usage of %p is %n%%",
          "Leader election lost",
          "Leader election won",
          "Shutting down without draining queue",
          "Unexpected state",
          "Missing configuration key %k",
          "Deprecated configuration key %k",
          "Thread pool %w exhausted, active=%n queued=%n",
          "Message %i of topic %w could not be parsed",
          "Message %i of topic %w could not be stored",
          "Import of %p finished with %n errors");

  private static final String[] WORDS = {
    "alpha", "bravo", "carol", "delta", "echo", "frank", "grace", "heidi", "ivan", "judy", "karl",
    "lima", "mike", "nora", "oscar", "peggy", "quinn", "rupert", "sybil", "trent"
  };

  private MadeMessages() {}

  static List<LabelledRecord> make(int each, long seed) {
    Random random = new Random(seed);
    List<LabelledRecord> records = new ArrayList<>();
    for (String template : TEMPLATES) {
      for (int i = 0; i < each; i++) {
        records.add(LabelledRecord.of(template, "" + i, filled(template, random), null));
      }
    }
    Collections.shuffle(records, random);
    return records;
  }

  private static String filled(String template, Random random) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at++);
      if (c != '%') {
        text.append(c);
        continue;
      }
      switch (template.charAt(at++)) {
        case 'n' -> text.append(random.nextInt(100_000));
        case 'w' -> text.append(word(random));
        case 'h' ->
            text.append("10.0." + random.nextInt(255) + "." + random.nextInt(255) + ":" + 8080);
        case 'u' -> text.append(new java.util.UUID(random.nextLong(), random.nextLong()));
        case 'p' -> text.append("/var/lib/" + word(random) + "/" + random.nextInt(99) + ".dat");
        case 'i' ->
            text.append(word(random).substring(0, 2) + "_" + Integer.toHexString(random.nextInt()));
        case 't' -> text.append(java.time.Instant.ofEpochSecond(random.nextInt()));
        case 'k' -> text.append("app." + word(random) + "." + word(random));
        case 'f' -> {
          for (int words = 1 + random.nextInt(6); words > 0; words--) {
            text.append(word(random)).append(words > 1 ? " " : "");
          }
        }
        default -> text.append('%');
      }
    }
    return text.toString();
  }

  private static String word(Random random) {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
