package dev.hephaestus.javaagent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's isolated classes, so that the application's libraries and the agent's never
 * meet.
 *
 * <p><i>Shape:</i> the logging libraries come from the parent and from nowhere else; every other
 * class comes from the agent's jar or from the JDK, and never from the application, even when it
 * has one of that name.
 *
 * <p><i>Threads:</i> any.
 */
final class IsolatedClassLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final List<String> OF_THE_APPLICATION =
      List.of("ch.qos.logback.", "org.slf4j.", "org.apache.logging.log4j.");

  private final AgentJar jar;

  IsolatedClassLoader(AgentJar jar, ClassLoader parent) {
    super("hephaestus-javaagent", parent);
    this.jar = jar;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isOfTheApplication(name)) {
      return super.loadClass(name, resolve);
    }
    if (name.startsWith("sun.misc.")) {
      // Libraries that find no Unsafe go without; with it, JDK 24 and later print a warning.
      throw new ClassNotFoundException(name + " is hidden from the agent's libraries");
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = defined(name);
      }
      if (loaded == null) {
        loaded = getPlatformClassLoader().loadClass(name);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private static boolean isOfTheApplication(String name) {
    for (String prefix : OF_THE_APPLICATION) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Class<?> defined(String name) throws ClassNotFoundException {
    if (name.startsWith("java.")) {
      return null;
    }
    try {
      byte[] bytes = jar.isolatedClass(name);
      return bytes == null ? null : defineClass(name, bytes, 0, bytes.length, AgentJar.ownDomain());
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " cannot be read from the agent's jar", e);
    }
  }

  /** Own classes straight from the jar, without the detour of a URL. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      byte[] bytes = name.endsWith(".class") ? jar.isolatedFile(name) : null;
      return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own != null || isServiceFile(name) ? own : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    // A provider that the application names would be of the application's classes, not of ours.
    return isServiceFile(name) ? findResources(name) : super.getResources(name);
  }

  private static boolean isServiceFile(String name) {
    return name.startsWith("META-INF/services/");
  }

  @Override
  protected @Nullable URL findResource(String name) {
    try {
      List<URL> found = jar.isolatedResources(name);
      return found.isEmpty() ? null : found.get(0);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return Collections.enumeration(jar.isolatedResources(name));
  }
}
