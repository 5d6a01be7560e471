package dev.hephaestus.scrubbing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the secrets in a text by marks such as {@code [redacted:aws-key]}.
 *
 * <p><em>Shape:</em> a mark is the same for all secrets of a kind; the text around stays as it is.
 * A scrubbed text that is scrubbed again stays the same.
 *
 * <p><em>Units:</em> time is linear in the text's length, and little more than one look at each
 * character where nothing resembles a secret. What comes out has at most about three times as many
 * characters as went in, or 4,096.
 *
 * <p><em>Errors:</em> none are thrown; a text that could not be read is replaced whole.
 *
 * <p><em>Threads:</em> immutable; any.
 */
public final class Scrubber {
  private static final int MIN_CHARS = 4;
  private static final int MIN_BOUND = 4096;
  private static final int GROWTH = 3;

  /** A mark may bring together what stood apart; the second reading sees that. */
  private static final int MOST_READINGS = 3;

  private static final Rule UNREADABLE = Rule.of("unreadable");

  private final KeywordAutomaton automaton;
  private final Assignments assignments;
  private final CardNumbers cards = new CardNumbers();
  private final @Nullable IpAddresses addresses;
  private final List<UserRule> unconditional;

  private Scrubber(Builder from) {
    this.assignments = new Assignments(new SensitiveNames(from.names));
    this.addresses = from.ipAddresses ? new IpAddresses() : null;
    List<Detector> detectors = new ArrayList<>(ProviderTokens.all());
    detectors.add(new JsonWebTokens());
    detectors.add(new PrivateKeys());
    detectors.add(new UrlCredentials());
    detectors.add(new TelegramTokens());
    detectors.add(new AuthorizationSchemes());
    detectors.add(new DiscordTokens());
    detectors.add(assignments);
    if (from.emailAddresses) {
      detectors.add(new EmailAddresses());
    }
    List<UserRule> unconditional = new ArrayList<>();
    for (UserRule rule : from.rules) {
      if (rule.keywords().isEmpty()) {
        unconditional.add(rule);
      } else {
        detectors.add(rule);
      }
    }
    this.unconditional = List.copyOf(unconditional);
    this.automaton = new KeywordAutomaton(detectors);
  }

  /** Collects what differs from the usual. */
  public static Builder builder() {
    return new Builder();
  }

  /** The text without its secrets. */
  public ScrubbedText scrub(String text) {
    ScrubTally tally = new ScrubTally();
    String scrubbed = scrub(text, tally);
    return new ScrubbedText(scrubbed, tally.counts());
  }

  /**
   * The text without its secrets, which are counted there; the same object where none was found.
   */
  public String scrub(String text, ScrubTally tally) {
    return scrub(text, tally, null);
  }

  /** As well, and remembers what was found. */
  public String scrub(String text, ScrubTally tally, @Nullable KnownSecrets secrets) {
    try {
      String scrubbed = text;
      for (int i = 0; i < MOST_READINGS; i++) {
        Findings findings = read(scrubbed);
        if (findings.isEmpty()) {
          break;
        }
        if (secrets != null) {
          findings.collectSecrets(secrets);
        }
        int bound = Math.max(MIN_BOUND, GROWTH * text.length());
        scrubbed = findings.replaced(tally, bound);
      }
      return scrubbed;
    } catch (RuntimeException | StackOverflowError fault) { // A secret kept beats a text kept.
      tally.add(UNREADABLE.name());
      return UNREADABLE.mark();
    }
  }

  /** The value of that name: its mark where the name says that it is secret, else scrubbed. */
  public String scrubNamed(
      String name, String value, ScrubTally tally, @Nullable KnownSecrets secrets) {
    Rule rule = assignments.secret(name, value);
    return rule == null ? scrub(value, tally, secrets) : replaced(value, rule, tally, secrets);
  }

  /** Whether any value of that name but an empty one is a secret. */
  public boolean isSensitive(String name) {
    return assignments.secret(name, "0a1b2c3d4e5f6a7b8c9d") != null;
  }

  /**
   * A template's arguments without their secrets: those whose placeholder stands where a secret
   * belongs, {@code password={}}, are replaced whole.
   */
  public List<String> scrubArguments(
      String template, List<String> arguments, ScrubTally tally, @Nullable KnownSecrets secrets) {
    if (arguments.isEmpty()) {
      return arguments;
    }
    Map<Integer, Sensitivity> named = namedArguments(template);
    List<String> scrubbed = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      Sensitivity sensitivity = named.get(i);
      scrubbed.add(
          sensitivity != null && sensitivity.covers(argument)
              ? replaced(argument, sensitivity.rule(), tally, secrets)
              : scrub(argument, tally, secrets));
    }
    return scrubbed;
  }

  /** Whether a placeholder of the template stands where a secret belongs. */
  public boolean hasSensitivePlaceholders(String template) {
    return !namedArguments(template).isEmpty();
  }

  private Map<Integer, Sensitivity> namedArguments(String template) {
    Map<Integer, Sensitivity> named = new HashMap<>(2);
    try {
      for (Map.Entry<Integer, Sensitivity> each : read(template).placeholders().entrySet()) {
        named.put(Placeholders.indexAt(template, each.getKey()), each.getValue());
      }
    } catch (RuntimeException | StackOverflowError fault) {
      // The message, which is scrubbed for itself, says as much.
    }
    return named;
  }

  private static String replaced(
      String value, Rule rule, ScrubTally tally, @Nullable KnownSecrets secrets) {
    if (secrets != null) {
      secrets.add(value, rule);
    }
    tally.add(rule.name());
    return rule.mark();
  }

  private Findings read(String text) {
    Findings findings = new Findings(text);
    if (text.length() >= MIN_CHARS) {
      automaton.read(findings);
      cards.find(findings);
      if (addresses != null) {
        addresses.find(findings);
      }
    }
    for (UserRule rule : unconditional) {
      rule.look(findings, 0, 0);
    }
    return findings;
  }

  /** Collects what differs from the usual: addresses count as secrets only where asked for. */
  public static final class Builder {
    private final List<NamePattern> names = new ArrayList<>();
    private final List<UserRule> rules = new ArrayList<>();
    private boolean emailAddresses;
    private boolean ipAddresses;

    private Builder() {}

    /** Whether addresses of e-mail are replaced. */
    public Builder emailAddresses(boolean replaced) {
      this.emailAddresses = replaced;
      return this;
    }

    /** Whether addresses of the Internet protocol are replaced. */
    public Builder ipAddresses(boolean replaced) {
      this.ipAddresses = replaced;
      return this;
    }

    /**
     * Another name whose values are secrets, with {@code *} for any characters.
     *
     * @throws InvalidRuleException if it is none
     */
    public Builder name(String pattern) {
      names.add(NamePattern.parse(pattern));
      return this;
    }

    /**
     * Further rules, {@code name: regex} or {@code name: regex => replacement}, with {@code ;;} or
     * a line break between them.
     *
     * @throws InvalidRuleException saying which cannot be used, and why
     */
    public Builder rules(String text) {
      rules.addAll(UserRule.parseAll(text));
      return this;
    }

    /** The scrubber. */
    public Scrubber build() {
      return new Scrubber(this);
    }
  }
}
