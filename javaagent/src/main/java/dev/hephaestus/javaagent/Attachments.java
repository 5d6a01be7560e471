package dev.hephaestus.javaagent;

import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows what the logging libraries report through the bridge, with one attachment for each loaded
 * copy of a library.
 *
 * <p><i>Errors:</i> none is thrown. <i>Threads:</i> any.
 */
final class Attachments implements Consumer<Object[]> {

  private final AgentJar jar;
  private volatile boolean on = true;

  /** Kept in the library's class itself, so it goes when its application is undeployed. */
  private final ClassValue<BiConsumer<String, Object>> attachments =
      new ClassValue<>() {
        @Override
        protected BiConsumer<String, Object> computeValue(Class<?> contextClass) {
          return attachmentTo(contextClass);
        }
      };

  Attachments(AgentJar jar) {
    this.jar = jar;
  }

  /** Takes a class's name, its method that is about to return, and the object, null if static. */
  @Override
  public void accept(Object[] report) {
    String className = (String) report[0];
    String method = (String) report[1];
    try {
      if (className.isEmpty()) {
        on = method.equals("on");
      } else if (on) {
        returning(className, method, report[2]);
      }
    } catch (Throwable e) {
      Notice.print("could not follow " + className + "." + method + ": " + Notice.reasonOf(e));
    }
  }

  private void returning(String className, String method, @Nullable Object target)
      throws ClassNotFoundException {
    LoggingLibrary library = LoggingLibrary.of(className);
    if (library != null) {
      ClassLoader loader = target == null ? null : declaring(className, target).getClassLoader();
      Class<?> contextClass = Class.forName(library.contextClass(), false, loader);
      attachments.get(contextClass).accept(method, target == null ? contextClass : target);
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
  private BiConsumer<String, Object> attachmentTo(Class<?> contextClass) {
    LoggingLibrary library = LoggingLibrary.of(contextClass.getName());
    if (library == null) {
      return (method, target) -> {};
    }
    try {
      ClassLoader loader = new IsolatedClassLoader(jar, contextClass.getClassLoader());
      BooleanSupplier isOn = () -> on;
      return (BiConsumer<String, Object>)
          loader
              .loadClass(library.attachment())
              .getConstructor(BooleanSupplier.class)
              .newInstance(isOn);
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
