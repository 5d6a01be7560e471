package dev.hephaestus.benchmarks.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the client and its server and misbehaves as it is told. */
final class FaultyProxy implements Closeable {
  private static final int SLOW_BYTES = 1024;
  private static final int SLOW_PAUSE_MS = 20;
  private static final int RESET_AFTER_BYTES = 64 * 1024;

  private final ServerSocket listening;
  private final int serverPort;
  private final Fault fault;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /** What is wrong with the server. */
  enum Fault {
    /** Nothing. */
    UP,
    /** Nobody listens. */
    DOWN,
    /** Accepts and never answers. */
    HANGING,
    /** Accepts and closes at once. */
    REFUSING,
    /** 50 KB a second. */
    SLOW,
    /** Resets each connection after 64 KB. */
    RESETTING
  }

  FaultyProxy(int serverPort, Fault fault) throws IOException {
    this.serverPort = serverPort;
    this.fault = fault;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    if (fault == Fault.DOWN) {
      listening.close();
    } else {
      Thread.ofVirtual().start(this::accept);
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        sockets.add(client);
        if (fault == Fault.REFUSING) {
          client.close();
        } else if (fault != Fault.HANGING) {
          Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
          sockets.add(server);
          Thread.ofVirtual().start(() -> pump(client, server, true));
          Thread.ofVirtual().start(() -> pump(server, client, false));
        }
      }
    } catch (IOException closed) {
      // The run is over.
    }
  }

  private void pump(Socket from, Socket to, boolean upwards) {
    byte[] buffer = new byte[fault == Fault.SLOW ? SLOW_BYTES : 64 * 1024];
    long passed = 0;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        passed += read;
        if (fault == Fault.SLOW) {
          Thread.sleep(SLOW_PAUSE_MS);
        }
        if (fault == Fault.RESETTING && upwards && passed > RESET_AFTER_BYTES) {
          from.setSoLinger(true, 0);
          to.setSoLinger(true, 0);
          return;
        }
      }
    } catch (IOException gone) {
      // The other side ends likewise.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
