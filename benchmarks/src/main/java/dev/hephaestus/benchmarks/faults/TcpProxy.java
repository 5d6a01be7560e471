package dev.hephaestus.benchmarks.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between clients and their server and breaks the connections as it is told while they last.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class TcpProxy implements Closeable {
  private static final int CHUNK = 16 * 1024;
  private static final int STALLED_CHUNK = 512;
  private static final int PAUSE_MS = 20;

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int serverPort;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private volatile Flow flow = Flow.OPEN;

  /** How bytes pass now. */
  enum Flow {
    OPEN,
    /** 25 KB a second. */
    STALLED,
    /** Connections stand, and nothing passes. */
    PARTED
  }

  private record Pair(Socket client, Socket server) {}

  TcpProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  void flow(Flow newFlow) {
    flow = newFlow;
  }

  /** Ends all connections on both sides, with what is under way lost. */
  void reset() {
    for (Pair pair : pairs) {
      abort(pair.client);
      abort(pair.server);
    }
  }

  /** Ends all connections at the clients; the server still believes in them. */
  void halfOpen() {
    pairs.forEach(pair -> abort(pair.client));
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Thread.ofVirtual().start(() -> connect(client));
      }
    } catch (IOException closed) {
      // The run is over.
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      Pair pair = new Pair(client, server);
      pairs.add(pair);
      Thread.ofVirtual().start(() -> pump(pair, client, server));
      Thread.ofVirtual().start(() -> pump(pair, server, client));
    } catch (IOException nobodyThere) {
      abort(client);
    }
  }

  private void pump(Pair pair, Socket from, Socket to) {
    byte[] buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer, 0, chunk())) {
        while (flow == Flow.PARTED) {
          Thread.sleep(PAUSE_MS);
        }
        out.write(buffer, 0, read);
        if (flow == Flow.STALLED) {
          Thread.sleep(PAUSE_MS);
        }
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      // Whoever killed the server, or the client's side, wants the other to find out: unless it is
      // the client's side alone that was cut, whose server is to go on believing.
      if (from.equals(pair.server)) {
        abort(pair.client);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private int chunk() {
    return flow == Flow.STALLED ? STALLED_CHUNK : CHUNK;
  }

  private static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException alreadyClosed) {
      // That was the aim.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    reset();
  }
}
