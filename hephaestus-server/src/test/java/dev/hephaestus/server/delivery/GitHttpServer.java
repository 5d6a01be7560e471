package dev.hephaestus.server.delivery;

import dev.hephaestus.server.repository.RepositoryLogin;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;

/** A Git server over HTTP on loopback, which may ask for a login, refuse and break. */
final class GitHttpServer {
  /** Who may push; empty for everybody. */
  volatile Optional<RepositoryLogin> wanted = Optional.empty();

  /** What every request is answered with, when it is not 0. */
  volatile int status;

  /** Why pushes are refused; empty when they are not. */
  volatile String policy = "";

  private final Server server;

  GitHttpServer(TestRepository repository) throws Exception {
    GitServlet git = new GitServlet();
    git.setRepositoryResolver(
        (request, name) -> {
          repository.repository().incrementOpen();
          return repository.repository();
        });
    git.setReceivePackFactory(
        (request, db) -> {
          ReceivePack pack = new ReceivePack(db);
          pack.setPreReceiveHook((pushed, commands) -> commands.forEach(this::judge));
          return pack;
        });
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(git), "/*");
    Filter gate = this::pass;
    context.addFilter(new FilterHolder(gate), "/*", EnumSet.of(DispatcherType.REQUEST));
    server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(context);
    server.start();
  }

  String authority() {
    return "127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  String url() {
    return "http://" + authority() + "/shop.git";
  }

  void close() throws Exception {
    server.stop();
  }

  private void judge(ReceiveCommand command) {
    if (!policy.isEmpty()) {
      command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, policy);
    }
  }

  private void pass(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String authorization = ((HttpServletRequest) request).getHeader("Authorization");
    HttpServletResponse answer = (HttpServletResponse) response;
    if (status != 0) {
      answer.sendError(status);
    } else if (wanted
        .map(GitHttpServer::header)
        .filter(b -> !b.equals(authorization))
        .isPresent()) {
      answer.setHeader("WWW-Authenticate", "Basic realm=\"git\"");
      answer.sendError(401);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static String header(RepositoryLogin login) {
    return switch (login) {
      case RepositoryLogin.Bearer bearer -> "Bearer " + bearer.token();
      case RepositoryLogin.Password(String user, String secret) ->
          "Basic "
              + Base64.getEncoder()
                  .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
      case RepositoryLogin.SshKey key -> throw new AssertionError("no login for HTTP");
    };
  }
}
