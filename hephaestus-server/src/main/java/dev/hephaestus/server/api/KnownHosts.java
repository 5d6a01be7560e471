package dev.hephaestus.server.api;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names by which the server may be asked: those of the machine itself and the one that it is
 * set to listen on.
 *
 * <p>Nobody is asked for a credential, so a browser on this machine must not lend a page from
 * elsewhere its access: a page whose name suddenly resolves to a loopback address (DNS rebinding)
 * still sends that name. Names are compared and never resolved. A server that listens on every
 * address has been opened to its network, under names that it cannot know, and takes them all.
 */
final class KnownHosts {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");
  private static final Pattern PORT = Pattern.compile(":\\d*$");
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");

  private final String own;

  /** The hosts of a server that listens on this name or address. */
  KnownHosts(String own) {
    boolean bareIpv6 = own.indexOf(':') >= 0 && !own.startsWith("[");
    this.own = name(bareIpv6 ? "[" + own + "]" : own);
  }

  /** Whether a {@code Host} header, its port aside, names one of them. */
  boolean contain(@Nullable String header) {
    if (EVERY_ADDRESS.contains(own)) {
      return true;
    }
    if (header == null) {
      return false;
    }
    String host = name(PORT.matcher(header).replaceFirst(""));
    return host.equals(own) || LOOPBACK.matcher(host).matches();
  }

  private static String name(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
