package dev.hephaestus.server.grpc;

import com.google.protobuf.CodedOutputStream;
import dev.hephaestus.proto.v1.Batch;
import io.grpc.Context;
import java.util.OptionalInt;

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

  private OptionalInt bytes = OptionalInt.empty();

  void set(OptionalInt newBytes) {
    bytes = newBytes;
  }

  /** Of the only message in it, which has a field number below 16. */
  int of(Batch inner) {
    return bytes.isPresent() ? inner(bytes.getAsInt()) : inner.getSerializedSize();
  }

  private static int inner(int outer) {
    int inner = Math.max(0, outer - 2);
    while (inner > 0 && 1 + CodedOutputStream.computeUInt32SizeNoTag(inner) + inner > outer) {
      inner--;
    }
    return inner;
  }
}
