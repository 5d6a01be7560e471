package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub Apps: where they are installed, and the tokens that they mint there.
 *
 * <p><i>Source:</i> GitHub's "REST API endpoints for GitHub Apps".
 */
final class HubApps {
  private static final Pattern OF_REPOSITORY = Pattern.compile("/repos/([^/]+/[^/]+)/installation");
  private static final Pattern TOKENS = Pattern.compile("/app/installations/(\\d+)/access_tokens");
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration LASTS = Duration.ofHours(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BiConsumer<String, HubGrant> grants;
  private final Clock clock;
  private final Map<Integer, Installation> installations = new ConcurrentHashMap<>();
  private final AtomicInteger minted = new AtomicInteger();

  private record Installation(
      String app, PublicKey key, String slug, Set<String> repositories, Map<String, String> may) {}

  /**
   * @param grants takes the tokens that are minted, and what they may do
   */
  HubApps(BiConsumer<String, HubGrant> grants, Clock clock) {
    this.grants = grants;
    this.clock = clock;
  }

  void install(String app, PublicKey key, HubGrant grant) {
    String slug = grant.login().replace("[bot]", "");
    installations.put(
        installations.size() + 1,
        new Installation(app, key, slug, grant.repositories(), grant.permissions()));
  }

  /** Whether it is asked as an App. */
  boolean handles(String path) {
    return OF_REPOSITORY.matcher(path).matches() || TOKENS.matcher(path).matches();
  }

  HubAnswer answer(HubCall call, byte[] body) throws IOException {
    Matcher ofRepository = OF_REPOSITORY.matcher(call.path());
    Matcher tokens = TOKENS.matcher(call.path());
    for (Map.Entry<Integer, Installation> each : installations.entrySet()) {
      Installation installation = each.getValue();
      if (!isSigned(call.token(), installation)) {
        continue;
      }
      if (ofRepository.matches() && sees(installation, ofRepository.group(1))) {
        return HubAnswer.ok(shown(each.getKey(), installation));
      }
      if (tokens.matches() && tokens.group(1).equals(each.getKey().toString())) {
        return mint(installation, body.length == 0 ? JSON.nullNode() : JSON.readTree(body));
      }
    }
    boolean known = installations.values().stream().anyMatch(i -> isSigned(call.token(), i));
    return known
        ? HubAnswer.notFound()
        : HubAnswer.error(401, "A JSON web token could not be decoded");
  }

  private static boolean sees(Installation installation, String repository) {
    return installation.repositories().stream().anyMatch(repository::equalsIgnoreCase);
  }

  private static ObjectNode shown(int id, Installation installation) {
    ObjectNode shown =
        HubAnswer.object()
            .put("id", id)
            .put("app_slug", installation.slug())
            .put("repository_selection", "selected");
    ObjectNode permissions = shown.putObject("permissions");
    installation.may().forEach(permissions::put);
    return shown;
  }

  private HubAnswer mint(Installation installation, JsonNode asked) {
    Set<String> repositories = new HashSet<>(installation.repositories());
    if (asked.has("repositories")) {
      Set<String> names = new HashSet<>();
      asked.path("repositories").forEach(name -> names.add(name.asText()));
      repositories.removeIf(full -> !names.contains(full.substring(full.indexOf('/') + 1)));
      if (repositories.size() != names.size()) {
        return HubAnswer.error(
            422,
            "There is at least one repository that does not exist or is not accessible to the"
                + " parent installation.");
      }
    }
    Map<String, String> may = new ConcurrentHashMap<>(installation.may());
    if (asked.path("permissions").isObject()) {
      may.clear();
      may.put("metadata", "read");
      asked
          .path("permissions")
          .properties()
          .forEach(p -> may.put(p.getKey(), p.getValue().asText()));
    }
    HubGrant all = new HubGrant("", true, Set.of(), installation.may(), Instant.MAX);
    if (may.entrySet().stream()
        .anyMatch(each -> !all.allows(each.getKey(), each.getValue().equals("write")))) {
      return HubAnswer.error(
          422, "The permissions requested are not granted to this installation.");
    }
    String token = "ghs_minted" + minted.incrementAndGet();
    Instant expires = clock.instant().plus(LASTS);
    grants.accept(
        token, new HubGrant(installation.slug() + "[bot]", true, repositories, may, expires));
    return HubAnswer.created(
        HubAnswer.object().put("token", token).put("expires_at", expires.toString()));
  }

  /** RS256, not too old, and not for too long. */
  private boolean isSigned(String token, Installation installation) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(installation.key());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      Instant now = clock.instant();
      Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong());
      Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong());
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
          && claims.path("iss").asText().equals(installation.app())
          && !issued.isAfter(now)
          && expires.isAfter(now)
          && !expires.isAfter(now.plus(LONGEST));
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
