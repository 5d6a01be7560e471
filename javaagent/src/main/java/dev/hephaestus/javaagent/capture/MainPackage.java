package dev.hephaestus.javaagent.capture;

import java.io.File;
import java.io.IOException;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The package of the main class, or as much of it as tells an application from others: three parts
 * at most.
 *
 * <p><i>Shape:</i> a main class in a package such as {@code com} stands for itself only, and so
 * does one that has none.
 */
final class MainPackage {

  private static final int PARTS = 3;
  private static final Set<String> TOO_WIDE =
      Set.of("com/", "org/", "net/", "io/", "dev/", "de/", "uk/", "fr/", "eu/", "edu/", "gov/");

  private final String prefix;
  private final boolean withPackagesBelow;

  private MainPackage(String prefix, boolean withPackagesBelow) {
    this.prefix = prefix;
    this.withPackagesBelow = withPackagesBelow;
  }

  /** From the command that started the JVM: a class or a jar, and arguments. */
  static MainPackage of(@Nullable String command) {
    String main = mainClass(command == null ? "" : command.trim());
    int end = main.lastIndexOf('.');
    if (main.isEmpty() || end < 0) {
      return new MainPackage(main.isEmpty() ? "\0" : "", false);
    }
    String whole = main.substring(0, end + 1).replace('.', '/');
    return new MainPackage(shortened(whole), !TOO_WIDE.contains(whole));
  }

  boolean contains(String name) {
    return name.startsWith(prefix) && (withPackagesBelow || name.indexOf('/', prefix.length()) < 0);
  }

  private static String shortened(String whole) {
    int end = -1;
    for (int i = 0; i < PARTS; i++) {
      int next = whole.indexOf('/', end + 1);
      if (next < 0) {
        return whole;
      }
      end = next;
    }
    return whole.substring(0, end + 1);
  }

  private static String mainClass(String command) {
    int end = command.indexOf(' ');
    String first = end < 0 ? command : command.substring(0, end);
    if (!first.endsWith(".jar") && !first.endsWith(".war")) {
      return first.substring(first.indexOf('/') + 1); // A module may stand before it.
    }
    try (JarFile jar = new JarFile(new File(first), false)) {
      Manifest manifest = jar.getManifest();
      Attributes said = manifest == null ? new Attributes() : manifest.getMainAttributes();
      // Of Spring Boot's launcher, which is the main class there.
      String started = said.getValue("Start-Class");
      String main = started == null ? said.getValue(Attributes.Name.MAIN_CLASS) : started;
      return main == null ? "" : main.trim();
    } catch (IOException e) {
      return "";
    }
  }
}
