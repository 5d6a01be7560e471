package dev.hephaestus.javaagent.hook;

import dev.hephaestus.javaagent.boot.HephaestusBridge;
import java.io.IOException;
import java.io.InputStream;

/** Defines classes of a name's prefix anew, woven to report to the bridge under its own name. */
final class WovenLoader extends ClassLoader {

  private static final String BRIDGE = HephaestusBridge.class.getName().replace('.', '/');

  private final String prefix;
  private int woven;

  WovenLoader(String prefix) {
    super(WovenLoader.class.getClassLoader());
    this.prefix = prefix;
  }

  int woven() {
    return woven;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(prefix)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defined(name) : loaded;
    }
  }

  private Class<?> defined(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] plain = in.readAllBytes();
      byte[] changed = ClassWeaver.woven(plain, BRIDGE);
      woven += changed == null ? 0 : 1;
      byte[] bytes = changed == null ? plain : changed;
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
