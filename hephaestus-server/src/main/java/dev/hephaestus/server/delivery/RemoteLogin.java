package dev.hephaestus.server.delivery;

import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Gives one remote its login, and no other host to which it may redirect. */
final class RemoteLogin extends CredentialsProvider {
  private final URIish remote;
  private final Optional<GitCredentials.Login> login;

  private RemoteLogin(URIish remote, Optional<GitCredentials.Login> login) {
    this.remote = remote;
    this.login = login;
  }

  static RemoteLogin of(URIish remote, GitCredentials credentials) {
    boolean local = remote.getHost() == null || "file".equals(remote.getScheme());
    return new RemoteLogin(
        remote, local ? Optional.empty() : credentials.forUrl(remote.toString()));
  }

  String withoutSecrets(String text) {
    return login.map(known -> text.replace(known.token(), "…")).orElse(text);
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    for (CredentialItem item : items) {
      if (!(item instanceof CredentialItem.Username || item instanceof CredentialItem.Password)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean get(@Nullable URIish uri, CredentialItem... items) {
    if (uri == null || login.isEmpty() || !supports(items) || !isRemote(uri)) {
      return false;
    }
    for (CredentialItem item : items) {
      if (item instanceof CredentialItem.Username user) {
        user.setValue(login.get().user());
      } else if (item instanceof CredentialItem.Password password) {
        password.setValue(login.get().token().toCharArray());
      }
    }
    return true;
  }

  private boolean isRemote(URIish uri) {
    boolean same =
        uri.getHost() != null
            && uri.getHost().equalsIgnoreCase(remote.getHost())
            && uri.getPort() == remote.getPort();
    boolean readable = "http".equals(uri.getScheme()) && !isLoopback(uri.getHost());
    return same && !readable;
  }

  /** By name: a host that only resolves to it now may resolve to another later. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
