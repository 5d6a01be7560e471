package dev.hephaestus.client;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows which jar a class on the stack came from, and its version.
 *
 * <p>Asked of the class loaders once a class, and remembered by name only, so that no class is kept
 * alive. Confined to the sender.
 */
final class FrameOrigins {
  private static final int MAX_REMEMBERED = 4096;
  private static final Pattern JAR = Pattern.compile("([^/!]+\\.[jw]ar)(?:!/?[^.]*)?/?$");
  private static final Origin UNKNOWN = new Origin("", "");

  private final WeakReference<@Nullable ClassLoader> application;
  private final Map<String, Origin> remembered =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Origin> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  FrameOrigins(@Nullable ClassLoader application) {
    this.application = new WeakReference<>(application);
  }

  Origin of(StackTraceElement frame, @Nullable ClassLoader near) {
    if (frame.getModuleName() != null) {
      String version = frame.getModuleVersion();
      return new Origin("", version == null ? "" : version);
    }
    String name = frame.getClassName();
    Origin origin = remembered.get(name);
    if (origin == null) {
      origin = find(name, near);
      remembered.put(name, origin);
    }
    return origin;
  }

  private Origin find(String className, @Nullable ClassLoader near) {
    Class<?> found = loaded(className, near);
    if (found == null) {
      found = loaded(className, application.get());
    }
    return found == null ? UNKNOWN : origin(found);
  }

  private static @Nullable Class<?> loaded(String className, @Nullable ClassLoader loader) {
    if (loader == null) {
      return null;
    }
    try {
      return Class.forName(className, false, loader);
    } catch (ClassNotFoundException | LinkageError | RuntimeException notThere) {
      return null;
    }
  }

  private static Origin origin(Class<?> type) {
    try {
      CodeSource source = type.getProtectionDomain().getCodeSource();
      URL location = source == null ? null : source.getLocation();
      Package declared = type.getPackage();
      String version = declared == null ? null : declared.getImplementationVersion();
      return new Origin(location == null ? "" : name(location.toString()), orEmpty(version));
    } catch (RuntimeException | LinkageError unreadable) {
      return UNKNOWN;
    }
  }

  /** The last jar of a location, however nested, else its last folder. */
  static String name(String location) {
    Matcher jar = JAR.matcher(location);
    if (jar.find()) {
      return jar.group(1);
    }
    String path = location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** A jar or folder, and its version. */
  static final class Origin {
    final String jar;
    final String version;

    Origin(String jar, String version) {
      this.jar = jar;
      this.version = version;
    }
  }
}
