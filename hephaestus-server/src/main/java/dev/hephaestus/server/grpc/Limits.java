package dev.hephaestus.server.grpc;

/** The limits that the .proto files state. */
final class Limits {
  static final int NODE_ID = 64;
  static final int NAME = 255;
  static final int SHORT_TEXT = 1_024;
  static final int LOCATION = 4_096;
  static final int LONG_TEXT = 262_144;
  static final int VALUE_TEXT = 65_536;

  static final int PACKAGES = 1_000;
  static final int ENTRIES = 1_000;
  static final int FRAMES = 10_000;
  static final int SUPPRESSED = 100;
  static final int THROWABLE_DEPTH = 64;
  static final int VALUE_DEPTH = 16;

  static final int THRESHOLD_COUNT = 100_000;
  static final int THRESHOLD_SECONDS = 24 * 60 * 60;
  static final int CONTEXT_RECORDS = 10_000;
  static final int PAGE_SIZE = 1_000;
  static final int DEFAULT_PAGE_SIZE = 100;

  static final int BATCH_RECORDS = 10_000;
  static final int MESSAGE_BYTES = 8 * 1024 * 1024;
  static final int BATCH_BYTES = 4 * 1024 * 1024;
  static final int NAMED_BYTES = 16 * 1024 * 1024;
  static final int LOSSES = 1_000;

  private Limits() {}
}
