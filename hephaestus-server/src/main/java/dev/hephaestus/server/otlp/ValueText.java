package dev.hephaestus.server.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Base64;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Prints a value: a text as it is, numbers and truth values plainly, bytes in Base64, lists and
 * maps as JSON, down to a depth and up to a length.
 *
 * <p><i>Source:</i> how the OpenTelemetry specification represents AnyValue beside OTLP.
 */
final class ValueText {
  private static final String CUT = "…";

  private final StringBuilder text = new StringBuilder();
  private final int most;

  private ValueText(int most) {
    this.most = most;
  }

  /** The value as a text of at most so many characters. */
  static String of(AnyValue value, int most) {
    if (value.hasStringValue()) {
      return OtlpLimits.cut(value.getStringValue(), most);
    }
    if (value.hasBytesValue()) {
      return base64(value.getBytesValue(), most);
    }
    ValueText printer = new ValueText(most);
    printer.print(value, 0);
    return OtlpLimits.cut(printer.text.toString(), most);
  }

  private void print(AnyValue value, int depth) {
    switch (value.getValueCase()) {
      case STRING_VALUE -> quote(value.getStringValue());
      case BOOL_VALUE -> text.append(value.getBoolValue());
      case INT_VALUE -> text.append(value.getIntValue());
      case DOUBLE_VALUE -> text.append(value.getDoubleValue());
      case BYTES_VALUE -> quote(base64(value.getBytesValue(), most));
      case ARRAY_VALUE ->
          all(
              '[',
              ']',
              depth,
              value.getArrayValue().getValuesList(),
              each -> print(each, depth + 1));
      case KVLIST_VALUE ->
          all('{', '}', depth, value.getKvlistValue().getValuesList(), each -> entry(each, depth));
      default -> {
        if (depth > 0) {
          text.append("null");
        }
      }
    }
  }

  private void entry(KeyValue entry, int depth) {
    quote(entry.getKey());
    text.append(':');
    print(entry.getValue(), depth + 1);
  }

  private <T> void all(char open, char close, int depth, Iterable<T> values, Consumer<T> each) {
    text.append(open);
    Iterator<T> left = values.iterator();
    while (left.hasNext()) {
      if (depth >= OtlpLimits.VALUE_DEPTH || text.length() >= most) {
        text.append('"').append(CUT).append('"');
        break;
      }
      each.accept(left.next());
      if (left.hasNext()) {
        text.append(',');
      }
    }
    text.append(close);
  }

  private void quote(String string) {
    text.append('"');
    int end = Math.min(string.length(), Math.max(0, most - text.length()));
    for (int i = 0; i < end; i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  /** Only what will be shown is encoded. */
  private static String base64(ByteString bytes, int most) {
    ByteString shown = bytes.substring(0, Math.min(bytes.size(), most));
    return OtlpLimits.cut(Base64.getEncoder().encodeToString(shown.toByteArray()), most);
  }
}
