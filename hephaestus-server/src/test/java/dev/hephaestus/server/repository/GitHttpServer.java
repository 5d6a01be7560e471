package dev.hephaestus.server.repository;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.UploadPack;

/** Git over HTTP on loopback, which may ask for a login, send elsewhere, break off and stall. */
final class GitHttpServer implements AutoCloseable {
  /** What {@code Authorization} must be; empty for anything. */
  volatile Optional<String> wanted = Optional.empty();

  /** What every request is answered with, when it is not 0. */
  volatile int status;

  /** How many requests are answered with {@link #status} before it is 0 again; below 0 for all. */
  final AtomicInteger statusTimes = new AtomicInteger(-1);

  /** Where every request is sent, when it is not empty. */
  volatile String elsewhere = "";

  /** After how many bytes of a pack the connection breaks off; below 0 for never. */
  volatile int breakAfter = -1;

  /** What requests wait for, when they do. */
  volatile Optional<CountDownLatch> stall = Optional.empty();

  /** Whether any commit may be asked for. */
  volatile boolean anyCommit = true;

  /** The {@code Authorization} of each request; empty where it had none. */
  final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** The addresses that were asked for. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final ConcurrentHashMap<String, Path> repositories = new ConcurrentHashMap<>();
  private final Server server;

  GitHttpServer() throws Exception {
    GitServlet git = new GitServlet();
    git.setRepositoryResolver(
        (request, name) -> {
          Path folder = repositories.get(name);
          if (folder == null) {
            throw new RepositoryNotFoundException(name);
          }
          try {
            return new FileRepositoryBuilder().setGitDir(folder.resolve(".git").toFile()).build();
          } catch (IOException e) {
            throw new RepositoryNotFoundException(name, e);
          }
        });
    git.setUploadPackFactory(
        (request, db) -> {
          UploadPack pack = new UploadPack(db);
          pack.setRequestPolicy(UploadPack.RequestPolicy.ANY);
          if (!anyCommit) {
            pack.setRequestValidator(GitHttpServer::refuseOthers);
          }
          String protocol = request.getHeader("Git-Protocol");
          if (protocol != null && anyCommit) {
            pack.setExtraParameters(List.of(protocol.split(":", -1)));
          }
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

  /** Serves the repository below {@code /name}. */
  String serve(String name, TestRepository repository) {
    repositories.put(name, repository.folder());
    return url(name);
  }

  void remove(String name) {
    repositories.remove(name);
  }

  String authority() {
    return "127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  String url(String name) {
    return "http://" + authority() + "/" + name;
  }

  /** Called with what is asked for and was not advertised. */
  private static void refuseOthers(UploadPack pack, List<ObjectId> wants)
      throws PackProtocolException {
    if (!wants.isEmpty()) {
      throw new PackProtocolException("want " + wants.getFirst().name() + " not valid");
    }
  }

  @Override
  public void close() {
    stall.ifPresent(CountDownLatch::countDown);
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void pass(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    String authorization = Optional.ofNullable(asked.getHeader("Authorization")).orElse("");
    authorizations.add(authorization);
    requests.add(asked.getRequestURI());
    if (stall.isPresent()) {
      await(stall.get());
    }
    if (!elsewhere.isEmpty()) {
      answer.setStatus(302);
      answer.setHeader(
          "Location", elsewhere + asked.getRequestURI() + "?" + asked.getQueryString());
    } else if (status != 0 && statusTimes.get() != 0) {
      statusTimes.decrementAndGet();
      answer.sendError(status);
    } else if (wanted.filter(login -> !login.equals(authorization)).isPresent()) {
      answer.setHeader("WWW-Authenticate", "Basic realm=\"git\"");
      answer.sendError(401);
    } else if (breakAfter >= 0 && asked.getMethod().equals("POST")) {
      chain.doFilter(request, new Breaking(answer));
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends so many bytes, and then no more. */
  private final class Breaking extends HttpServletResponseWrapper {

    Breaking(HttpServletResponse answer) {
      super(answer);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      ServletOutputStream out = super.getOutputStream();
      return new ServletOutputStream() {
        private int left = breakAfter;

        @Override
        public void write(int value) throws IOException {
          if (left-- > 0) {
            out.write(value);
          } else {
            out.flush();
            server.getConnectors()[0].getConnectedEndPoints().forEach(end -> end.close());
            throw new IOException("broken off");
          }
        }

        @Override
        public boolean isReady() {
          return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          out.setWriteListener(listener);
        }
      };
    }
  }
}
