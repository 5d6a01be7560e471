package dev.hephaestus.server.grpc;

import com.google.protobuf.CodedOutputStream;
import io.grpc.Context;

/**
 * How large the message is that a call's service is given now.
 *
 * <p>Known when it arrives; to work it out from the message takes as long as writing it would.
 *
 * <p><i>Threads:</i> for the one that is in the call's listener.
 */
final class MessageSize {
  /** That of the current call. */
  static final Context.Key<MessageSize> OF_CALL = Context.key("message-size");

  private int bytes;

  void set(int newBytes) {
    bytes = newBytes;
  }

  int bytes() {
    return bytes;
  }

  /** Of the only message in it, which has a field number below 16. */
  int inner() {
    int inner = Math.max(0, bytes - 2);
    while (inner > 0 && 1 + CodedOutputStream.computeUInt32SizeNoTag(inner) + inner > bytes) {
      inner--;
    }
    return inner;
  }
}
