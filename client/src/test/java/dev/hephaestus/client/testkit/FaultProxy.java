package dev.hephaestus.client.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Stands between a client and a server on loopback and does what networks do: lets through, slows
 * down, swallows, refuses, resets, forgets its peers.
 *
 * <p><em>Threads:</em> any; it has two a connection.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int SLOW_BYTES = 512;
  private static final long SLOW_MILLIS = 10;

  private final int target;
  private final ServerSocket listener;
  private final List<Socket> sockets = new ArrayList<>();
  private volatile Fault fault = Fault.NONE;
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile int vanished;
  private volatile int deafened;

  /** What it does with the bytes of both directions. */
  public enum Fault {
    NONE,
    /** A few of them at a time. */
    SLOW,
    /** Takes them and passes none on. */
    SILENT,
    /** Ends every connection as soon as it is made. */
    REFUSE
  }

  private FaultProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** In front of {@code localhost:port}. */
  public static FaultProxy before(String endpoint) {
    try {
      return new FaultProxy(Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1)));
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  /** {@code host:port}. */
  public String endpoint() {
    return "localhost:" + listener.getLocalPort();
  }

  /** From now on. */
  public void commit(Fault which) {
    fault = which;
  }

  /** All connections stay open, and nothing passes any more; new ones work. */
  public void vanish() {
    vanished = accepted.get();
  }

  /** As if only what the server says were lost: of all connections, but not of new ones. */
  public void deafen() {
    deafened = accepted.get();
  }

  /** Ends all connections without a farewell. */
  public synchronized void reset() {
    for (Socket socket : sockets) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException gone) {
        // As it should be.
      }
    }
    sockets.clear();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException gone) {
      // As it should be.
    }
    reset();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        keep(client);
        if (fault == Fault.REFUSE) {
          reset();
        } else {
          Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
          keep(server);
          int number = accepted.getAndIncrement();
          daemon(() -> pump(client, server, () -> number < vanished));
          daemon(() -> pump(server, client, () -> number < Math.max(vanished, deafened)));
        }
      } catch (IOException targetGone) {
        reset();
      }
    }
  }

  private synchronized void keep(Socket socket) {
    sockets.add(socket);
  }

  private void pump(Socket from, Socket to, BooleanSupplier lost) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      while (true) {
        boolean slow = fault == Fault.SLOW;
        int count = in.read(buffer, 0, slow ? SLOW_BYTES : buffer.length);
        if (count < 0) {
          return;
        }
        if (slow) {
          Thread.sleep(SLOW_MILLIS);
        }
        if (fault != Fault.SILENT && !lost.getAsBoolean()) {
          out.write(buffer, 0, count);
        }
      }
    } catch (IOException gone) {
      // One side ended it; the other side is told by closing.
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "fault-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
