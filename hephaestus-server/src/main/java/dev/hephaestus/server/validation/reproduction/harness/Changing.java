package dev.hephaestus.server.validation.reproduction.harness;

import java.lang.reflect.Method;
import java.util.regex.Pattern;

/** Tells by its declaration whether a method probably changes its receiver. */
final class Changing {
  private static final Pattern NAMES =
      Pattern.compile(
          "(?:add|put|set|append|insert|push|offer|register|with|init|start|load|update|remove"
              + "|clear|reset|enqueue|create|open|close|read|next|accept|apply|include)[A-Z\\d]?.*");
  private static final Pattern NEVER =
      Pattern.compile("wait|notify|notifyAll|finalize|clone|hashCode|equals|toString|compareTo");

  private Changing() {}

  static boolean likely(Method method, Class<?> type) {
    return !method.isSynthetic()
        && !NEVER.matcher(method.getName()).matches()
        && (method.getReturnType() == void.class
            || type.isAssignableFrom(method.getReturnType())
            || NAMES.matcher(method.getName()).matches());
  }
}
