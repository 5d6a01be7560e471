package dev.hephaestus.client;

import dev.hephaestus.scrubbing.InvalidRuleException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds each option's text, parses it and collects all that is wrong. */
final class OptionReader {
  private static final Pattern TIME = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(b|kib|mib|gib|k|m|g|)");

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private final Map<ClientOption, String> given;
  private final UnaryOperator<@Nullable String> properties;
  private final UnaryOperator<@Nullable String> environment;
  private final List<String> faults = new ArrayList<>();

  OptionReader(
      Map<ClientOption, String> given,
      UnaryOperator<@Nullable String> properties,
      UnaryOperator<@Nullable String> environment) {
    this.given = given;
    this.properties = properties;
    this.environment = environment;
  }

  void throwFaults() {
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(faults);
    }
  }

  /** Each option's text, wherever it was found. */
  Map<ClientOption, String> effective() {
    Map<ClientOption, String> effective = new EnumMap<>(ClientOption.class);
    for (ClientOption option : ClientOption.values()) {
      effective.put(option, found(option));
    }
    return effective;
  }

  String text(ClientOption option, int maxChars) {
    String text = found(option);
    if (text.length() > maxChars) {
      fault(option, "is longer than " + maxChars + " characters");
    }
    return text;
  }

  /** A full Git hash, or empty. */
  String hash(ClientOption option) {
    String text = found(option);
    if (!text.isEmpty() && !HASH.matcher(text).matches()) {
      fault(option, "is no full Git hash: 40 or 64 hexadecimal digits, in lower case");
      return "";
    }
    return text;
  }

  String requiredUnless(boolean waived, ClientOption option, int maxChars) {
    String text = text(option, maxChars);
    if (text.isEmpty() && !waived) {
      faults.add(
          String.format(
              "%s is missing (set <%s>, -D%s or %s)",
              option.key(), option.key(), option.systemProperty(), option.environmentVariable()));
    }
    return text;
  }

  boolean flag(ClientOption option) {
    String text = found(option);
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      fault(option, "is neither true nor false");
    }
    return !text.equalsIgnoreCase("false");
  }

  List<String> list(ClientOption option) {
    return Arrays.stream(found(option).split(","))
        .map(String::trim)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }

  <T extends Enum<T>> Optional<T> choice(ClientOption option, Class<T> type) {
    String text = found(option);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (T constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return Optional.of(constant);
      }
    }
    String names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    fault(option, "is none of " + names);
    return Optional.empty();
  }

  int count(ClientOption option, int min, int max) {
    return optionalCount(option, min, max).orElse(min);
  }

  OptionalInt optionalCount(ClientOption option, int min, int max) {
    String text = found(option);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    boolean number = text.matches("\\d{1,9}");
    if (!number || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
      fault(option, "is not a whole number from " + min + " to " + max);
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  long bytes(ClientOption option, long min, long max) {
    Matcher matcher = SIZE.matcher(found(option).toLowerCase(Locale.ROOT));
    long bytes = matcher.matches() ? scaled(number(matcher), unit(matcher)) : -1;
    if (bytes < min || bytes > max) {
      fault(option, "is not a size from " + min + " to " + max + " bytes, such as 512KiB or 16MiB");
      return min;
    }
    return bytes;
  }

  Duration time(ClientOption option, Duration min, Duration max) {
    return optionalTime(option, min, max).orElse(min);
  }

  Optional<Duration> optionalTime(ClientOption option, Duration min, Duration max) {
    String text = found(option);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = TIME.matcher(text.toLowerCase(Locale.ROOT));
    Duration time = matcher.matches() ? timed(number(matcher), unit(matcher)) : null;
    if (time == null || time.compareTo(min) < 0 || time.compareTo(max) > 0) {
      fault(
          option,
          String.format(
              "is not a duration from %d ms to %d ms, such as 200ms, 2s or 5m",
              min.toMillis(), max.toMillis()));
      return Optional.empty();
    }
    return Optional.of(time);
  }

  Optional<Path> path(ClientOption option) {
    String text = found(option);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException malformed) {
      fault(option, "is not a path");
      return Optional.empty();
    }
  }

  List<ClientConfiguration.Endpoint> endpoints(ClientOption option) {
    List<ClientConfiguration.Endpoint> endpoints = new ArrayList<>();
    for (String text : list(option)) {
      ClientConfiguration.Endpoint endpoint = ClientConfiguration.Endpoint.parse(text);
      if (endpoint == null) {
        fault(option, "is neither host:port nor https://host:port, nor a list of these");
      } else {
        endpoints.add(endpoint);
      }
    }
    if (list(option).isEmpty()) {
      fault(option, "names no server");
    }
    if (endpoints.isEmpty()) {
      endpoints.add(new ClientConfiguration.Endpoint("localhost", 1, false));
    }
    return endpoints;
  }

  void together(ClientOption one, ClientOption other) {
    if (found(one).isEmpty() != found(other).isEmpty()) {
      faults.add(one.key() + " and " + other.key() + " need each other: set both or neither");
    }
  }

  /** Parts of a list that must each pass a check, which throws what is wrong. */
  List<String> checked(ClientOption option, Consumer<String> check) {
    return list(option).stream()
        .filter(part -> passes(option, part, check))
        .collect(Collectors.toUnmodifiableList());
  }

  /** A text that must pass a check as a whole; empty if it does not. */
  String checkedText(ClientOption option, Consumer<String> check) {
    String text = found(option);
    return passes(option, text, check) ? text : "";
  }

  private boolean passes(ClientOption option, String text, Consumer<String> check) {
    try {
      check.accept(text);
      return true;
    } catch (InvalidRuleException invalid) {
      fault(option, "cannot be used: " + invalid.getMessage());
      return false;
    }
  }

  private String found(ClientOption option) {
    String property = property(option);
    if (property != null) {
      return property;
    }
    String variable = looked(environment, option.environmentVariable());
    if (variable != null) {
      return variable;
    }
    return given.getOrDefault(option, option.defaultText());
  }

  /** Spring's spelling, {@code hephaestus.context-records}, is understood everywhere. */
  private @Nullable String property(ClientOption option) {
    String named = looked(properties, option.systemProperty());
    return named == null ? looked(properties, option.hyphenatedProperty()) : named;
  }

  private static @Nullable String looked(UnaryOperator<@Nullable String> where, String name) {
    try {
      String text = where.apply(name);
      return text == null || text.isBlank() ? null : text.trim();
    } catch (SecurityException hidden) {
      return null; // A security manager that hides it: as if it were not set.
    }
  }

  private void fault(ClientOption option, String what) {
    String text = SafeText.oneLine(found(option), 80);
    faults.add(option.key() + " \"" + text + "\" " + what + " (" + origin(option) + ")");
  }

  /** Where the value was set, so that it can be mended there. */
  private String origin(ClientOption option) {
    if (property(option) != null) {
      return "system property " + option.systemProperty();
    }
    if (looked(environment, option.environmentVariable()) != null) {
      return "environment variable " + option.environmentVariable();
    }
    return given.containsKey(option) ? "logging configuration" : "default";
  }

  private static long number(Matcher matcher) {
    return Long.parseLong(matcher.group(1));
  }

  private static String unit(Matcher matcher) {
    return matcher.group(2);
  }

  private static long scaled(long number, String unit) {
    switch (unit.isEmpty() ? 'b' : unit.charAt(0)) {
      case 'k':
        return number << 10;
      case 'm':
        return number << 20;
      case 'g':
        return number << 30;
      default:
        return number;
    }
  }

  private static Duration timed(long number, String unit) {
    switch (unit) {
      case "s":
        return Duration.ofSeconds(number);
      case "m":
        return Duration.ofMinutes(number);
      case "h":
        return Duration.ofHours(number);
      default: // milliseconds, named or not
        return Duration.ofMillis(number);
    }
  }
}
