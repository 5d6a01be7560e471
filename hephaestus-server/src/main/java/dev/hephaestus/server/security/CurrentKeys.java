package dev.hephaestus.server.security;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Keys and certificates as they are when they are asked for.
 *
 * <p>A handshake asks several times; the alias names the moment that it began at, so that it never
 * gets the certificate of one and the key of another.
 */
final class CurrentKeys extends X509ExtendedKeyManager {
  private final Supplier<X509ExtendedKeyManager> current;
  private volatile Held held;

  /** What an alias stands for. */
  private record Held(int number, X509ExtendedKeyManager keys, @Nullable Held before) {}

  CurrentKeys(Supplier<X509ExtendedKeyManager> current) {
    this.current = current;
    this.held = new Held(0, current.get(), null);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, SSLEngine engine) {
    Held now = now();
    String alias = now.keys().chooseEngineServerAlias(type, issuers, engine);
    return alias == null ? null : now.number() + "/" + alias;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, Socket socket) {
    Held now = now();
    String alias = now.keys().chooseServerAlias(type, issuers, socket);
    return alias == null ? null : now.number() + "/" + alias;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    Held then = of(alias);
    return then == null ? null : then.keys().getCertificateChain(bare(alias));
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    Held then = of(alias);
    return then == null ? null : then.keys().getPrivateKey(bare(alias));
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @SuppressWarnings("ReferenceEquality") // A manager is what was read at one time.
  private synchronized Held now() {
    X509ExtendedKeyManager keys = current.get();
    if (held.keys() != keys) {
      // Handshakes under way are of the last two at most; older ones are let go.
      Held last = new Held(held.number(), held.keys(), null);
      held = new Held(held.number() + 1, keys, last);
    }
    return held;
  }

  private @Nullable Held of(String alias) {
    int slash = alias.indexOf('/');
    String number = slash < 0 ? "" : alias.substring(0, slash);
    for (Held each = held; each != null; each = each.before()) {
      if (number.equals(Integer.toString(each.number()))) {
        return each;
      }
    }
    return null;
  }

  private static String bare(String alias) {
    return alias.substring(alias.indexOf('/') + 1);
  }
}
