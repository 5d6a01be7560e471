package dev.hephaestus.benchmarks.client;

/**
 * Where the sinks listen on loopback.
 *
 * @param grpc our protocol
 * @param http OTLP over HTTP and Sentry's envelopes
 * @param tcp lines of text
 */
record Sinks(int grpc, int http, int tcp) {
  private static final String GRPC = "sink.grpc";
  private static final String HTTP = "sink.http";
  private static final String TCP = "sink.tcp";

  static Sinks fromProperties() {
    return new Sinks(Integer.getInteger(GRPC), Integer.getInteger(HTTP), Integer.getInteger(TCP));
  }

  String[] asProperties() {
    return new String[] {
      "-D" + GRPC + "=" + grpc, "-D" + HTTP + "=" + http, "-D" + TCP + "=" + tcp
    };
  }
}
