package dev.hephaestus.server.validation.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the head and the tail of a stream of any length. */
final class BoundedOutput {
  private final int half;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final byte[] tail;
  private long tailBytes;

  BoundedOutput(int bytes) {
    this.half = Math.max(1, bytes / 2);
    this.tail = new byte[half];
  }

  synchronized void write(byte[] bytes, int length) {
    int toHead = Math.min(length, half - head.size());
    head.write(bytes, 0, toHead);
    for (int i = toHead; i < length; i++) {
      tail[(int) (tailBytes++ % half)] = bytes[i];
    }
  }

  synchronized String text() {
    StringBuilder text = new StringBuilder(head.toString(StandardCharsets.UTF_8));
    if (tailBytes > half) {
      text.append("\n… ").append(tailBytes - half).append(" bytes left out …\n");
    }
    int kept = (int) Math.min(tailBytes, half);
    byte[] last = new byte[kept];
    for (int i = 0; i < kept; i++) {
      last[i] = tail[(int) ((tailBytes - kept + i) % half)];
    }
    return text.append(new String(last, StandardCharsets.UTF_8)).toString();
  }
}
