package dev.hephaestus.client;

import dev.hephaestus.scrubbing.Scrubber;
import java.util.List;

/** What is scrubbed; the options are known to be good. */
final class Scrubbing {
  final boolean enabled;
  private final boolean emailAddresses;
  private final boolean ipAddresses;
  private final List<String> names;
  private final String rules;

  Scrubbing(OptionReader read) {
    this.enabled = read.flag(ClientOption.SCRUB);
    this.emailAddresses = read.flag(ClientOption.SCRUB_EMAIL);
    this.ipAddresses = read.flag(ClientOption.SCRUB_IP);
    this.names = read.checked(ClientOption.SCRUB_KEYS, name -> Scrubber.builder().name(name));
    this.rules = read.checkedText(ClientOption.SCRUB_RULES, all -> Scrubber.builder().rules(all));
  }

  /** Takes some milliseconds: for the sender's thread. */
  Scrubber scrubber() {
    Scrubber.Builder builder =
        Scrubber.builder().emailAddresses(emailAddresses).ipAddresses(ipAddresses).rules(rules);
    for (String name : names) {
      builder.name(name);
    }
    return builder.build();
  }
}
