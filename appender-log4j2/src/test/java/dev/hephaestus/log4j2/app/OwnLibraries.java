package dev.hephaestus.log4j2.app;

import java.util.List;

/** Has libraries of its own that our jar has too, of other versions, and prints which it got. */
public final class OwnLibraries {
  private OwnLibraries() {}

  /** Runs and ends. */
  public static void main(String[] args) throws Exception {
    for (String library :
        List.of(
            "com.google.common.collect.ImmutableList",
            "com.google.protobuf.Timestamp",
            "io.grpc.Grpc",
            "okio.Buffer")) {
      Class<?> type = Class.forName(library);
      System.out.println(library + " " + type.getProtectionDomain().getCodeSource().getLocation());
    }
    Till.main(args);
  }
}
