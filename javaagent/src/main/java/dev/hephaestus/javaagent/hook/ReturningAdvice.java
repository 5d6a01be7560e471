package dev.hephaestus.javaagent.hook;

import net.bytebuddy.asm.Advice;

/**
 * What is inlined at the end of the followed methods: it names JDK types only, and swallows every
 * throwable.
 *
 * <p>{@code dev.hephaestus.javaagent.Bridge} is looked up and not linked, because the class that
 * this becomes part of may see nothing but its own bundle and the JDK.
 */
final class ReturningAdvice {

  private ReturningAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void returning(
      @Advice.This Object target,
      @Advice.Origin("#t") String className,
      @Advice.Origin("#m") String method)
      throws ReflectiveOperationException {
    Class.forName("dev.hephaestus.javaagent.Bridge", true, ClassLoader.getSystemClassLoader())
        .getMethod("returning", String.class, String.class, Object.class)
        .invoke(null, className, method, target);
  }
}
