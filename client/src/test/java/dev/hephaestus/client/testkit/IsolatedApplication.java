package dev.hephaestus.client.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/** An application in this JVM, whose classes come from the given jars and from nowhere else. */
public final class IsolatedApplication implements AutoCloseable {
  private final URLClassLoader loader;

  /** One with these jars and folders on its class path. */
  public IsolatedApplication(Path... places) {
    URL[] urls = Arrays.stream(places).map(IsolatedApplication::url).toArray(URL[]::new);
    this.loader = new URLClassLoader("application", urls, ClassLoader.getPlatformClassLoader());
  }

  /** Calls a static method of a class, as it is loaded there, that takes strings. */
  public void call(Class<?> type, String method, String... arguments)
      throws ReflectiveOperationException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Class<?>[] parameters = new Class<?>[arguments.length];
      Arrays.fill(parameters, String.class);
      Class.forName(type.getName(), true, loader)
          .getMethod(method, parameters)
          .invoke(null, (Object[]) arguments);
    } catch (InvocationTargetException failed) {
      throw new IllegalStateException(type + " failed", failed.getCause());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Its class loader, as long as anything holds it. */
  public WeakReference<ClassLoader> loader() {
    return new WeakReference<>(loader);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  static URL url(Path place) {
    try {
      return place.toUri().toURL();
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
