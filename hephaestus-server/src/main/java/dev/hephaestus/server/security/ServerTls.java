package dev.hephaestus.server.security;

import dev.hephaestus.server.HephaestusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS as files say, which may change at any time: each handshake uses what they hold then.
 *
 * <p>Files that were changed and cannot be used are said so once in the log; what was read before
 * stays in use, since half a renewal must not end a service.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class ServerTls {
  /** The oldest and the newest version that is spoken. */
  public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private static final Logger log = LoggerFactory.getLogger(ServerTls.class);

  private final TlsSettings settings;
  private volatile TlsMaterial material;
  private volatile List<String> stamps;

  /**
   * Reads the files.
   *
   * @throws HephaestusException naming the file that cannot be used
   */
  public ServerTls(TlsSettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.stamps = stampsNow();
    this.material = TlsMaterial.read(settings);
  }

  /** Whether clients are asked for a certificate. */
  public boolean asksClients() {
    return settings.clientAuthorities().isPresent();
  }

  /** Whether those without one are turned away. */
  public boolean clientsMust() {
    return settings.clientsMust();
  }

  /** The server's key and certificate, those of each moment. */
  public X509ExtendedKeyManager keyManager() {
    return new CurrentKeys(() -> current().keys());
  }

  /** Who judges clients' certificates, by the authorities of each moment. */
  public Optional<X509ExtendedTrustManager> trustManager() {
    return asksClients()
        ? Optional.of(new CurrentTrust(() -> current().clients().orElseThrow()))
        : Optional.empty();
  }

  /** Both for those who take them so. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {keyManager()},
          trustManager().map(trust -> new TrustManager[] {trust}).orElse(new TrustManager[0]),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new HephaestusException("this Java speaks no TLS: " + e.getMessage(), e);
    }
  }

  private TlsMaterial current() {
    List<String> now = stampsNow();
    if (!now.equals(stamps)) {
      reload(now);
    }
    return material;
  }

  private synchronized void reload(List<String> now) {
    if (now.equals(stamps)) {
      return;
    }
    stamps = now;
    try {
      material = TlsMaterial.read(settings);
      log.info(
          "The certificate in {} was read again; it holds until {}",
          settings.certificate(),
          material.expires());
    } catch (HephaestusException unusable) {
      log.warn(
          "The certificate that was read before stays in use until {}: {}",
          material.expires(),
          unusable.getMessage());
    }
  }

  private List<String> stampsNow() {
    List<String> now = new ArrayList<>(3);
    Stream.concat(
            Stream.of(settings.certificate(), settings.key()),
            settings.clientAuthorities().stream())
        .forEach(file -> now.add(stamp(file)));
    return now;
  }

  /**
   * Which file it is counts too: orchestrators swap links, and a renewal may have the same size.
   */
  private static String stamp(Path file) {
    try {
      BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
      return known.lastModifiedTime() + " " + known.size() + " " + known.fileKey();
    } catch (IOException unreadable) {
      return "";
    }
  }
}
