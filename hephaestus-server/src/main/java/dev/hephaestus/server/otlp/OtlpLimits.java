package dev.hephaestus.server.otlp;

/**
 * How much of a request is taken. What is too long is cut, what is too many is left out: an
 * OpenTelemetry SDK can mend neither.
 *
 * <p><i>Units:</i> texts in characters, sizes in bytes.
 */
final class OtlpLimits {
  /** Of one request, unpacked; the Collector's own limit for gRPC is 4 MiB. */
  static final int REQUEST_BYTES = 8 << 20;

  /** Values, records, scopes and resources of one request. */
  static final int REQUEST_PARTS = 1_000_000;

  static final int RECORDS_TOGETHER = 10_000;
  static final int RESOURCES = 1_000;
  static final int ATTRIBUTES = 128;
  static final int NAME = 1_024;
  static final int SERVICE = 255;
  static final int RESOURCE_VALUE = 4_096;
  static final int MESSAGE = 262_144;
  static final int VALUE = 65_536;
  static final int VALUE_DEPTH = 16;

  private OtlpLimits() {}

  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
