package dev.hephaestus.benchmarks.client;

import com.sun.net.httpserver.HttpServer;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process of its own that accepts everything and keeps nothing, so that the sinks' work is not
 * counted as the logging process's. It ends when its standard input does.
 */
public final class SinkProcess implements AutoCloseable {
  private final Process process;
  private final Sinks sinks;

  private SinkProcess(Process process, Sinks sinks) {
    this.process = process;
    this.sinks = sinks;
  }

  static SinkProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SinkProcess.class.getName()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the sinks did not start");
    }
    String[] ports = line.split(" ", -1);
    return new SinkProcess(
        process,
        new Sinks(
            Integer.parseInt(ports[0]), Integer.parseInt(ports[1]), Integer.parseInt(ports[2])));
  }

  Sinks sinks() {
    return sinks;
  }

  @Override
  public void close() {
    process.destroy();
  }

  /** Listens, says where, and waits for the end of standard input. */
  public static void main(String[] arguments) throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool();
    Server grpc =
        OkHttpServerBuilder.forPort(0, InsecureServerCredentials.create())
            .addService(new DiscardingServer.Nodes())
            .addService(new DiscardingServer.Logs())
            .build()
            .start();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
          exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    http.start();
    ServerSocket tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(tcp, threads));
    System.out.println(
        grpc.getPort() + " " + http.getAddress().getPort() + " " + tcp.getLocalPort());
    while (System.in.read() >= 0) {
      // Until the parent is gone.
    }
    System.exit(0);
  }

  private static void accept(ServerSocket listening, ExecutorService threads) {
    try {
      while (true) {
        Socket socket = listening.accept();
        threads.execute(() -> discard(socket));
      }
    } catch (IOException closed) {
      System.err.println("sink: " + closed);
    }
  }

  private static void discard(Socket socket) {
    try (socket) {
      InputStream lines = socket.getInputStream();
      lines.transferTo(OutputStream.nullOutputStream());
    } catch (IOException reset) {
      // The logging process ended.
    }
  }
}
