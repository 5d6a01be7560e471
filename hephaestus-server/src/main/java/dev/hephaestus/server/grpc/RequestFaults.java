package dev.hephaestus.server.grpc;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.util.Arrays;

/**
 * Collects every fault of one request, each with the path of its field, what is wrong with it and
 * what to do.
 *
 * <p>The path is kept as a stack and becomes text only when a fault is found, so that a good
 * request costs no allocation.
 *
 * <p><i>Errors:</i> {@link #throwIfAny} answers INVALID_ARGUMENT with google.rpc.BadRequest.
 */
final class RequestFaults {
  /** Trailers above 8 KiB are refused by most clients; text stands in them twice. */
  private static final int MAX_TEXT = 2_600;

  private static final int MAX_QUOTED = 60;
  private static final int NO_INDEX = -1;
  private static final Metadata.Key<com.google.rpc.Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin",
          ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));

  private String[] names = new String[16];
  private int[] indices = new int[16];
  private int depth;

  private final BadRequest.Builder named = BadRequest.newBuilder();
  private int text;
  private int unnamed;

  /** Goes into a field; to be followed by {@link #leave()}. */
  void enter(String field) {
    enter(field, NO_INDEX);
  }

  /** Goes into an element of a repeated field. */
  void enter(String field, int index) {
    if (depth == names.length) {
      names = Arrays.copyOf(names, depth * 2);
      indices = Arrays.copyOf(indices, depth * 2);
    }
    names[depth] = field;
    indices[depth++] = index;
  }

  void leave() {
    depth--;
  }

  /** Books a fault of a field of where we are. */
  void add(String field, String what) {
    String path = path(field);
    int length = path.length() + what.length() + 4;
    if (text + length > MAX_TEXT) {
      unnamed++;
      return;
    }
    text += length;
    named.addFieldViolations(
        BadRequest.FieldViolation.newBuilder().setField(path).setDescription(what));
  }

  /** Books a fault unless the text is short enough. */
  void atMost(String field, String value, int characters) {
    if (value.length() > characters) {
      add(field, "has " + value.length() + " characters, at most " + characters + " are allowed");
    }
  }

  /** Books a fault unless there is a text, and it is short enough. */
  void required(String field, String value, int characters) {
    if (value.isBlank()) {
      add(field, "is required");
    }
    atMost(field, value, characters);
  }

  /** Books a fault unless it is a short text that may stand in a line of a log. */
  void name(String field, String value, int characters) {
    required(field, value, characters);
    if (value.chars().anyMatch(Character::isISOControl)) {
      add(field, "has control characters");
    }
  }

  /** Books a fault unless there are few enough elements. */
  void few(String field, int count, int most) {
    if (count > most) {
      add(field, "has " + count + " elements, at most " + most + " are allowed");
    }
  }

  boolean isEmpty() {
    return named.getFieldViolationsCount() == 0 && unnamed == 0;
  }

  void throwIfAny() {
    if (!isEmpty()) {
      throw toException();
    }
  }

  StatusRuntimeException toException() {
    StringBuilder line = new StringBuilder();
    for (BadRequest.FieldViolation fault : named.getFieldViolationsList()) {
      line.append(line.isEmpty() ? "" : "; ");
      line.append(fault.getField()).append(' ').append(fault.getDescription());
    }
    if (unnamed > 0) {
      line.append("; and ").append(unnamed).append(" more");
    }
    com.google.rpc.Status details =
        com.google.rpc.Status.newBuilder()
            .setCode(Code.INVALID_ARGUMENT_VALUE)
            .setMessage(count() + (count() == 1 ? " fault" : " faults"))
            .addDetails(Any.pack(named.build()))
            .build();
    Metadata trailers = new Metadata();
    trailers.put(DETAILS, details);
    return Status.INVALID_ARGUMENT.withDescription(line.toString()).asRuntimeException(trailers);
  }

  private int count() {
    return named.getFieldViolationsCount() + unnamed;
  }

  private String path(String field) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      path.append(names[i]);
      if (indices[i] != NO_INDEX) {
        path.append('[').append(indices[i]).append(']');
      }
      path.append(field.isEmpty() && i == depth - 1 ? "" : ".");
    }
    return path.append(field).toString();
  }

  /** A value of the request as it may stand in a message: short, printable, in quotes. */
  static String quote(String value) {
    boolean cut = value.length() > MAX_QUOTED;
    String shown = cut ? value.substring(0, MAX_QUOTED) : value;
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      quoted.append(c < ' ' || c > '~' || c == '"' ? '?' : c);
    }
    return quoted.append(cut ? "...\"" : "\"").toString();
  }
}
