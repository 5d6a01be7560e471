package dev.hephaestus.server.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.io.IOException;

/**
 * A request as bytes of protobuf, measured before it is built: a few bytes on the wire can ask for
 * many objects.
 */
final class OtlpRequest {
  /** What one part takes once it is built, with its share of lists and our own records. */
  private static final int PART_BYTES = 48;

  private static final int DEEPEST = 64;

  private final byte[] bytes;

  /** How many fields of messages are in it, however deep. */
  private final int parts;

  private OtlpRequest(byte[] bytes, int parts) {
    this.bytes = bytes;
    this.parts = parts;
  }

  /**
   * Measures a request.
   *
   * @throws InvalidProtocolBufferException when the bytes are none, or more than is taken
   */
  static OtlpRequest of(byte[] bytes) throws InvalidProtocolBufferException {
    Measure measure = new Measure();
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      measure.message(in, ExportLogsServiceRequest.getDescriptor(), 0);
    } catch (InvalidProtocolBufferException malformed) {
      throw malformed;
    } catch (IOException impossible) {
      throw new InvalidProtocolBufferException(impossible);
    }
    return new OtlpRequest(bytes, measure.parts);
  }

  /** About how many bytes it takes in memory. */
  long weight() {
    return bytes.length + (long) PART_BYTES * parts;
  }

  ExportLogsServiceRequest parse() throws InvalidProtocolBufferException {
    return ExportLogsServiceRequest.parseFrom(bytes);
  }

  private static final class Measure {
    private int parts;

    void message(CodedInputStream in, Descriptor type, int depth) throws IOException {
      if (depth > DEEPEST) {
        throw new InvalidProtocolBufferException(
            "values are nested deeper than " + DEEPEST + " messages");
      }
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        parts++;
        if (parts > OtlpLimits.REQUEST_PARTS) {
          throw new InvalidProtocolBufferException(
              "a request has more than " + OtlpLimits.REQUEST_PARTS + " fields, send smaller ones");
        }
        field(in, type, tag, depth);
      }
    }

    private void field(CodedInputStream in, Descriptor type, int tag, int depth)
        throws IOException {
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      boolean nested =
          field != null
              && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
              && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (!nested) {
        in.skipField(tag);
        return;
      }
      int before = in.pushLimit(in.readRawVarint32());
      message(in, field.getMessageType(), depth + 1);
      in.popLimit(before);
    }
  }
}
