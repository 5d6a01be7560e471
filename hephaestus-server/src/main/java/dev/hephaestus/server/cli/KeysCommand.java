package dev.hephaestus.server.cli;

import dev.hephaestus.server.security.ApiKey;
import dev.hephaestus.server.security.ApiKeys;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, shows, revokes and rotates API keys, also while a server runs. */
@Command(
    name = "keys",
    description = "API keys of clients and people; a running server knows of changes at once.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand implements Runnable {
  private final Terminal terminal;
  private final SecurityDesks desks;
  private final Clock clock;

  public KeysCommand(Terminal terminal, SecurityDesks desks, Clock clock) {
    this.terminal = terminal;
    this.desks = desks;
    this.clock = clock;
  }

  @Override
  public void run() {
    throw new UsageException("say what to do: keys create, list, revoke or rotate (see --help)");
  }

  @Command(
      name = "create",
      description = "Make a key. It is shown once, on standard output.",
      mixinStandardHelpOptions = true)
  int create(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "NAME", description = "What people call it.") String name,
      @Option(
              names = "--tenant",
              defaultValue = Scope.DEFAULT_TENANT,
              description = "Whose nodes it opens (default: ${DEFAULT-VALUE}).")
          String tenant,
      @Option(
              names = "--role",
              split = ",",
              description =
                  "ingest, read, operate or monitor; several with commas (default: ingest).")
          @Nullable List<String> roles,
      @Option(
              names = "--repository",
              paramLabel = "PATTERN",
              description = "A location, or its beginning and *; may be repeated (default: *).")
          @Nullable List<String> repositories,
      @Option(names = "--deploy", description = "Nodes may open pull requests by themselves.")
          boolean deploy,
      @Option(names = "--expires", paramLabel = "TIME", description = "When: 90d, or a date.")
          @Nullable String expires,
      @ArgGroup(exclusive = false) @Nullable LimitOptions limits) {
    Scope scope = scope(tenant, roles, repositories, deploy);
    Optional<Instant> end = Optional.ofNullable(expires).map(this::end);
    KeyLimits most = limits == null ? KeyLimits.NONE : limits.limits();
    return with(
        data, keys -> show(usable(() -> keys.create(name, scope, most, end)), Optional.empty()));
  }

  @Command(name = "list", description = "Show all keys.", mixinStandardHelpOptions = true)
  int list(@Mixin DataOptions data) {
    return with(data, keys -> keys.list().forEach(key -> terminal.line(line(key))));
  }

  @Command(
      name = "revoke",
      description = "Refuse a key from now on; its streams end within seconds.",
      mixinStandardHelpOptions = true)
  int revoke(@Mixin DataOptions data, @Parameters(paramLabel = "ID") String id) {
    return with(data, keys -> terminal.line("revoked " + keys.revoke(id)));
  }

  @Command(
      name = "rotate",
      description = "Make a key that opens the same; the one before ends after the grace.",
      mixinStandardHelpOptions = true)
  int rotate(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--grace",
              defaultValue = "24h",
              description = "How long the one before stays good (default: ${DEFAULT-VALUE}).")
          String grace,
      @Option(names = "--expires", paramLabel = "TIME", description = "When the new one ends.")
          @Nullable String expires) {
    Duration stays = duration(grace);
    Optional<Instant> end = Optional.ofNullable(expires).map(this::end);
    return with(
        data,
        keys ->
            show(
                keys.rotate(id, stays, end),
                Optional.of("key " + id + " stays good until " + clock.instant().plus(stays))));
  }

  private int with(DataOptions data, java.util.function.Consumer<ApiKeys> work) {
    try (SecurityDesk desk = desks.open(data.configuration())) {
      work.accept(desk.keys());
    }
    return ExitCode.DONE;
  }

  private void show(ApiKeys.Fresh fresh, Optional<String> more) {
    terminal.progress(line(fresh.key()));
    more.ifPresent(terminal::progress);
    terminal.progress("This is the key; it is not kept and cannot be shown again:");
    terminal.line(fresh.text());
  }

  private static <T> T usable(java.util.function.Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException fault) {
      throw new UsageException(String.valueOf(fault.getMessage()));
    }
  }

  private static Scope scope(
      String tenant,
      @Nullable List<String> roles,
      @Nullable List<String> repositories,
      boolean deploy) {
    Set<Role> given = EnumSet.noneOf(Role.class);
    for (String label : roles == null ? List.of(Role.INGEST.label()) : roles) {
      given.add(
          Role.of(label.strip().toLowerCase(Locale.ROOT))
              .orElseThrow(
                  () ->
                      new UsageException(
                          "\""
                              + label
                              + "\" is no role; there are ingest, read, operate, monitor")));
    }
    return usable(
        () ->
            new Scope(
                tenant,
                given,
                repositories == null
                    ? RepositoryPatterns.ALL
                    : new RepositoryPatterns(repositories),
                deploy));
  }

  private Instant end(String text) {
    Instant now = clock.instant();
    Instant end;
    try {
      end =
          text.matches("\\d{4}-.*")
              ? Instant.parse(text.contains("T") ? text : text + "T00:00:00Z")
              : now.plus(duration(text));
    } catch (DateTimeException fault) {
      throw new UsageException("\"" + text + "\" is no date such as 2027-01-31");
    }
    if (!end.isAfter(now)) {
      throw new UsageException("\"" + text + "\" is over already");
    }
    return end;
  }

  private static Duration duration(String text) {
    String value = text.strip().toUpperCase(Locale.ROOT);
    try {
      Duration duration =
          value.endsWith("D") ? Duration.parse("P" + value) : Duration.parse("PT" + value);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException fault) {
      // Said below, together with a negative one.
    }
    throw new UsageException("\"" + text + "\" is no duration such as 12h or 90d");
  }

  private String line(ApiKey key) {
    String roles =
        key.scope().roles().stream().map(Role::label).sorted().collect(Collectors.joining(","));
    String state =
        key.fault(clock.instant())
            .or(() -> key.expires().map(end -> "until " + end))
            .orElse("active");
    return String.join(
        "  ",
        key.id(),
        key.name(),
        "tenant=" + key.scope().tenant(),
        "roles=" + roles,
        "repositories=" + String.join(",", key.scope().repositories().patterns()),
        "mode=" + (key.scope().deploy() ? "deploy" : "suggest"),
        state,
        key.successor().map(next -> "rotated to " + next + "  ").orElse("")
            + key.lastUsed().map(when -> "last used " + when).orElse("never used"));
  }
}
