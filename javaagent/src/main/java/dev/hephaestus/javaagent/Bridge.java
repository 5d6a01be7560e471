package dev.hephaestus.javaagent;

import java.util.function.BiConsumer;

/**
 * Where the advice in the logging libraries reports to.
 *
 * <p>The advice finds this class by reflection through the system class loader, which the JVM puts
 * the agent on, rather than by linking: so it works under class loaders that see nothing but their
 * own bundle and the JDK.
 *
 * <p><i>Errors:</i> none is thrown. <i>Threads:</i> any.
 */
public final class Bridge {

  /**
   * One attachment for each loaded copy of a library. It is kept in the library's class itself, so
   * it goes when the application that brought it is undeployed.
   */
  private static final ClassValue<BiConsumer<String, Object>> ATTACHMENTS =
      new ClassValue<>() {
        @Override
        protected BiConsumer<String, Object> computeValue(Class<?> contextClass) {
          return attachmentTo(contextClass);
        }
      };

  private Bridge() {}

  /**
   * Takes that a method of a logging library is about to return.
   *
   * @param className the class that declares the method
   * @param method its name
   * @param target the object that it was called on
   */
  public static void returning(String className, String method, Object target) {
    try {
      LoggingLibrary library = LoggingLibrary.of(className);
      if (library != null) {
        ClassLoader loader = declaring(className, target).getClassLoader();
        Class<?> contextClass = Class.forName(library.contextClass(), false, loader);
        ATTACHMENTS.get(contextClass).accept(method, target);
      }
    } catch (Throwable e) {
      Notice.print("could not follow " + className + "." + method + ": " + Notice.reasonOf(e));
    }
  }

  private static Class<?> declaring(String className, Object target) {
    for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(className)) {
        return type;
      }
    }
    throw new IllegalArgumentException(target.getClass() + " does not extend " + className);
  }

  @SuppressWarnings("unchecked")
  private static BiConsumer<String, Object> attachmentTo(Class<?> contextClass) {
    LoggingLibrary library = LoggingLibrary.of(contextClass.getName());
    if (library == null) {
      return (method, target) -> {};
    }
    try {
      ClassLoader loader = new IsolatedClassLoader(AgentJar.own(), contextClass.getClassLoader());
      return (BiConsumer<String, Object>)
          loader.loadClass(library.attachment()).getConstructor().newInstance();
    } catch (Throwable e) {
      Notice.print(
          "cannot attach to "
              + library.title()
              + ": "
              + Notice.reasonOf(e)
              + "; "
              + library.remedy());
      return (method, target) -> {};
    }
  }
}
