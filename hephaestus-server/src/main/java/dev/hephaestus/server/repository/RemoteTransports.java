package dev.hephaestus.server.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.jspecify.annotations.Nullable;

/**
 * Opens conversations with one remote, for fetching and for pushing, with the login that is known
 * for it and with nothing else: neither the user's own keys nor whoever could be asked.
 *
 * <p><i>Errors:</i> {@link RepositoryException} when there should be a login and there is none, or
 * it cannot be read.
 *
 * <p><i>Threads:</i> for one at a time.
 */
public final class RemoteTransports implements AutoCloseable {
  private final Remote remote;
  private final Optional<RepositoryLogin> login;
  private final RemoteHttp http;
  private final Path noSsh;
  private @Nullable SshKeySessions ssh;

  private RemoteTransports(Remote remote, Optional<RepositoryLogin> login, Path noSsh) {
    this.remote = remote;
    this.login = login;
    this.http = new RemoteHttp(remote.uri(), login);
    this.noSsh = noSsh;
  }

  /**
   * Finds the login; nothing is sent yet.
   *
   * @param url where the remote is; a login in it goes before others
   * @param folder where nothing of SSH is to be found
   */
  public static RemoteTransports to(String url, RepositoryAccess access, Path folder) {
    return to(Remote.of(url), access, folder);
  }

  static RemoteTransports to(Remote remote, RepositoryAccess access, Path folder) {
    return new RemoteTransports(
        remote,
        remote.given().or(() -> access.login(remote.uri().toString())),
        folder.resolve("no-ssh"));
  }

  /**
   * Begins a conversation; nothing is sent yet.
   *
   * @param git where commits come from and go to
   * @param timeout how long the remote may say nothing
   */
  public Transport open(Repository git, Duration timeout) throws IOException {
    Transport transport = Transport.open(git, remote.uri());
    transport.setTimeout((int) Math.max(1, timeout.toSeconds()));
    transport.setCredentialsProvider(null);
    if (transport instanceof TransportHttp overHttp) {
      overHttp.setHttpConnectionFactory(http);
    }
    if (transport instanceof SshTransport overSsh) {
      overSsh.setSshSessionFactory(sessions());
    }
    return transport;
  }

  private SshKeySessions sessions() {
    if (ssh == null) {
      ssh = new SshKeySessions(key(), noSsh);
    }
    return ssh;
  }

  private RepositoryLogin.SshKey key() {
    return login
        .filter(RepositoryLogin.SshKey.class::isInstance)
        .map(RepositoryLogin.SshKey.class::cast)
        .orElseThrow(
            () ->
                new RepositoryException(
                    "there is no SSH key for this host; add one to repository.access"
                        + " with keyFile and knownHostsFile"));
  }

  /** Where the remote is, as it may be shown. */
  public String name() {
    return remote.name();
  }

  /** A text without the secret, should a server have repeated it. */
  public String withoutSecrets(String text) {
    return login.map(known -> without(known, text)).orElse(text);
  }

  private static String without(RepositoryLogin login, String text) {
    return switch (login) {
      case RepositoryLogin.Password password -> text.replace(password.secret(), "…");
      case RepositoryLogin.Bearer bearer -> text.replace(bearer.token(), "…");
      case RepositoryLogin.SshKey isInAFile -> text;
    };
  }

  /** The last answer's HTTP status; 0 when there was none. */
  int lastStatus() {
    return http.lastStatus();
  }

  @Override
  public void close() {
    if (ssh != null) {
      ssh.close();
    }
  }
}
