package dev.hephaestus.javaagent.app;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the application of its first argument in a class loader that has the class path of its
 * second, as Spring Boot's launcher does: the system class loader sees no logging library.
 */
public final class LauncherApp {

  private LauncherApp() {}

  public static void main(String[] args) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String path : args[1].split(File.pathSeparator, -1)) {
      urls.add(new File(path).toURI().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      loader
          .loadClass(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    }
  }
}
