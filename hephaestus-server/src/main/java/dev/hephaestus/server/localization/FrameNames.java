package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.GeneratedNames;
import java.util.regex.Pattern;

/** Which class and method of the source a frame means. */
final class FrameNames {
  private static final Pattern NUMBERED_LAMBDA = Pattern.compile("lambda\\$\\d+");
  private static final Pattern SYNTHETIC = Pattern.compile("access\\$\\d+|\\$deserializeLambda\\$");

  private FrameNames() {}

  /** Whether fields are given their first values in it. */
  static boolean isInitializer(String method) {
    return method.equals("<init>") || method.equals("<clinit>");
  }

  /** The class that somebody wrote. */
  static String writtenClass(String className) {
    return GeneratedNames.writtenClass(className);
  }

  /** The method that somebody wrote; empty when the name does not say, and only the line does. */
  static String writtenMethod(String method) {
    return NUMBERED_LAMBDA.matcher(method).matches() || SYNTHETIC.matcher(method).matches()
        ? ""
        : GeneratedNames.writtenMethod(method);
  }
}
