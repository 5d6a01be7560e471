package dev.hephaestus.server.store;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the logins that locations of repositories may have out of the tables: a location is written
 * without, with the name of a secret that is the whole.
 *
 * <p>The name is a keyed hash of the whole, so that the same location has the same form and can be
 * looked for. A secret that cannot be opened any more leaves the location without its login, which
 * the node's check then says.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class HiddenLogins {
  private static final Logger log = LoggerFactory.getLogger(HiddenLogins.class);
  private static final String MARK = "#hephaestus-secret=";
  private static final String INDEX = "location-index";
  private static final int NAME_BYTES = 16;

  private final Secrets secrets;
  private final Map<String, String> known = new ConcurrentHashMap<>();
  private volatile String index = "";

  HiddenLogins(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The location as it is written. */
  RepositoryLocation hidden(RepositoryLocation given) {
    return new RepositoryLocation(hidden(given.location()), given.branch(), given.directory());
  }

  /** The same of the location alone. */
  String hidden(String location) {
    String plain = RepositoryLocation.of(location).forPeople();
    if (plain.equals(location.strip()) && !location.contains(MARK)) {
      return location;
    }
    String name = "location/" + name(location);
    if (!location.equals(known.get(name))) {
      if (secrets.find(name).isEmpty()) {
        secrets.put(name, location);
      }
      known.put(name, location);
    }
    return plain + MARK + name;
  }

  /** Whether it is written so. */
  static boolean isHidden(String written) {
    return written.contains(MARK);
  }

  /** The location that was written so. */
  RepositoryLocation shown(RepositoryLocation written) {
    return new RepositoryLocation(shown(written.location()), written.branch(), written.directory());
  }

  /** The same of the location alone. */
  String shown(String written) {
    int mark = written.lastIndexOf(MARK);
    if (mark < 0) {
      return written;
    }
    String name = written.substring(mark + MARK.length());
    String plain = written.substring(0, mark);
    return known.computeIfAbsent(name, missing -> opened(missing, plain));
  }

  private String opened(String name, String plain) {
    try {
      return secrets.find(name).orElse(plain);
    } catch (HephaestusException unopened) {
      log.warn("The login of {} is lost: {}", plain, unopened.getMessage());
      return plain;
    }
  }

  private String name(String location) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(index()), "HmacSHA256"));
      byte[] hash = mac.doFinal(location.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    } catch (GeneralSecurityException e) {
      throw new HephaestusException("this Java has no HMAC", e);
    }
  }

  private synchronized String index() {
    if (index.isEmpty()) {
      index =
          secrets
              .find(INDEX)
              .orElseGet(
                  () -> {
                    byte[] key = new byte[2 * NAME_BYTES];
                    new SecureRandom().nextBytes(key);
                    String fresh = Base64.getEncoder().encodeToString(key);
                    secrets.put(INDEX, fresh);
                    return fresh;
                  });
    }
    return index;
  }
}
