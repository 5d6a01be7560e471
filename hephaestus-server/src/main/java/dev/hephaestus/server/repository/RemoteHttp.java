package dev.hephaestus.server.repository;

import java.io.IOException;
import java.net.HttpRetryException;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side of one conversation with a remote: shows the login to that remote alone, however
 * often it redirects, and remembers what was answered.
 */
final class RemoteHttp implements HttpConnectionFactory {
  private static final String SERVICE = "service=git-upload-pack";
  private static final String SMART = "application/x-git-upload-pack-advertisement";

  private final URIish remote;
  private final Optional<String> authorization;
  private volatile int lastStatus;

  RemoteHttp(URIish remote, Optional<RepositoryLogin> login) {
    this.remote = remote;
    this.authorization = login.flatMap(RemoteHttp::header);
  }

  /** The last answer's status; 0 when there was none. */
  int lastStatus() {
    return lastStatus;
  }

  private static Optional<String> header(RepositoryLogin login) {
    return switch (login) {
      case RepositoryLogin.Bearer bearer -> Optional.of("Bearer " + bearer.token());
      case RepositoryLogin.Password password -> {
        byte[] pair = (password.user() + ":" + password.secret()).getBytes(StandardCharsets.UTF_8);
        yield Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
      }
      case RepositoryLogin.SshKey notForHttp -> Optional.empty();
    };
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, null);
  }

  @Override
  public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
    Connection connection = proxy == null ? new Connection(url) : new Connection(url, proxy);
    if (authorization.isPresent() && mayKnow(url)) {
      connection.setRequestProperty("Authorization", authorization.get());
    }
    return connection;
  }

  private boolean mayKnow(URL url) {
    String scheme = url.getProtocol().toLowerCase(Locale.ROOT);
    boolean same =
        url.getHost().equalsIgnoreCase(remote.getHost())
            && scheme.equals(
                Objects.requireNonNullElse(remote.getScheme(), "").toLowerCase(Locale.ROOT))
            && port(url.getPort(), scheme) == port(remote.getPort(), scheme);
    return same && (scheme.equals("https") || isLoopback(url.getHost()));
  }

  private static int port(int written, String scheme) {
    return written < 0 ? RemotePlace.usualPort(scheme) : written;
  }

  /** By name: a host that only resolves to it now may resolve to another later. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  private final class Connection extends JDKHttpConnection {

    Connection(URL url) throws IOException {
      super(url);
    }

    Connection(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public int getResponseCode() throws IOException {
      try {
        lastStatus = super.getResponseCode();
      } catch (HttpRetryException streamed) {
        // The JDK will not send a body twice and says so instead of what it was answered.
        lastStatus = streamed.responseCode();
      }
      if (lastStatus == 200 && isQuestion() && !SMART.equals(getContentType())) {
        // JGit would go on file by file, past every limit on what is fetched.
        throw new NotGitException();
      }
      return lastStatus;
    }

    private boolean isQuestion() {
      String query = getURL().getQuery();
      return query != null && query.contains(SERVICE);
    }
  }

  /** What answered is no Git server, or one that is too old. */
  static final class NotGitException extends IOException {
    private static final long serialVersionUID = 1L;

    NotGitException() {
      super("the answer is not of a Git server; check the URL");
    }
  }
}
