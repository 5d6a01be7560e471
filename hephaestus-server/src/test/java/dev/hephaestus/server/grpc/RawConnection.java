package dev.hephaestus.server.grpc;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * HTTP/2 by hand, for what no library would send.
 *
 * <p><i>Source:</i> RFC 9113; header fields as literals without indexing, RFC 7541.
 */
final class RawConnection implements Closeable {
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_HEADERS = 4;
  private static final int CANCEL = 8;
  private static final int POST = 0x83;
  private static final int HTTP = 0x86;
  private static final int PATH = 0x04;
  private static final int AUTHORITY = 0x01;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;

  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
    out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  /** Opens streams and resets each at once. */
  void openAndReset(int count, String path) throws IOException {
    byte[] headers = headers(path);
    try {
      for (int i = 0; i < count; i++) {
        frame(HEADERS, END_HEADERS, 2 * i + 1, headers);
        frame(RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, CANCEL});
      }
      out.flush();
    } catch (SocketException sentAway) {
      // Before all were sent.
    }
  }

  /** The error code of the server's GOAWAY; -1 when it closes without one. */
  int reasonOfGoingAway() throws IOException {
    try {
      while (true) {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.skipNBytes(5);
        byte[] payload = in.readNBytes(length);
        if (type == GOAWAY) {
          return payload[7];
        }
      }
    } catch (EOFException | SocketException closed) {
      return -1;
    }
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    out.write(payload.length >> 16);
    out.writeShort(payload.length);
    out.write(type);
    out.write(flags);
    out.writeInt(stream);
    out.write(payload);
  }

  private static byte[] headers(String path) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(POST);
    block.write(HTTP);
    block.write(PATH);
    text(block, path);
    block.write(AUTHORITY);
    text(block, "localhost");
    field(block, "content-type", "application/grpc");
    field(block, "te", "trailers");
    return block.toByteArray();
  }

  private static void field(ByteArrayOutputStream block, String name, String value)
      throws IOException {
    block.write(0);
    text(block, name);
    text(block, value);
  }

  private static void text(ByteArrayOutputStream block, String text) throws IOException {
    block.write(text.length());
    block.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
