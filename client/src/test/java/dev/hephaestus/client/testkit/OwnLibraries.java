package dev.hephaestus.client.testkit;

import java.util.Arrays;
import java.util.List;

/**
 * An application with libraries of its own that our jars have too, of other versions, which prints
 * where it got them.
 */
public final class OwnLibraries {
  private OwnLibraries() {}

  /**
   * Prints, and runs another application.
   *
   * @param args the name of the other application's main class, and its arguments
   */
  public static void main(String[] args) throws Exception {
    for (String name :
        List.of(
            "com.google.common.collect.ImmutableList",
            "com.google.protobuf.Timestamp",
            "io.grpc.Grpc",
            "okio.Buffer")) {
      Class<?> type = Class.forName(name);
      System.out.println(name + " " + type.getProtectionDomain().getCodeSource().getLocation());
    }
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }
}
