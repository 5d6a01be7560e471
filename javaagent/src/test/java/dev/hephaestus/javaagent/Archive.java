package dev.hephaestus.javaagent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Packs applications as Spring Boot and Tomcat have them. */
final class Archive {

  private Archive() {}

  /** A fat jar: the launcher unpacked, the classes of a package and the libraries nested. */
  static Path fatJar(Path jar, Class<?> main, Path launcher, Class<?>... libraries)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest
        .getMainAttributes()
        .putValue("Main-Class", "org.springframework.boot.loader.launch.JarLauncher");
    manifest.getMainAttributes().putValue("Start-Class", main.getName());
    manifest.getMainAttributes().putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
    manifest.getMainAttributes().putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      try (JarInputStream in = new JarInputStream(Files.newInputStream(launcher))) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          if (entry.getName().endsWith(".class")) {
            store(out, entry.getName(), in.readAllBytes());
          }
        }
      }
      for (String nested : List.of("BOOT-INF/", "BOOT-INF/classes/", "BOOT-INF/lib/")) {
        store(out, nested, new byte[0]); // The launcher looks for these.
      }
      for (Path file : classesBeside(main)) {
        store(out, "BOOT-INF/classes/" + root(main).relativize(file), Files.readAllBytes(file));
      }
      for (Class<?> library : libraries) {
        Path file = Path.of(ForkedApp.place(library));
        store(out, "BOOT-INF/lib/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
    return jar;
  }

  /** A web application's folder. */
  static Path webApp(Path folder, Class<?> listener, Class<?>... libraries) throws IOException {
    Path classes = folder.resolve("WEB-INF").resolve("classes");
    for (Path file : classesBeside(listener)) {
      copy(file, classes.resolve(root(listener).relativize(file).toString()));
    }
    for (Class<?> library : libraries) {
      Path jar = Path.of(ForkedApp.place(library));
      copy(jar, folder.resolve("WEB-INF").resolve("lib").resolve(jar.getFileName().toString()));
    }
    return folder;
  }

  private static Path root(Class<?> type) {
    return Path.of(ForkedApp.place(type));
  }

  /** The class and those nested in it. */
  private static List<Path> classesBeside(Class<?> type) throws IOException {
    Path folder = root(type).resolve(type.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(type.getSimpleName() + "(\\$.*)?\\.class"))
          .collect(Collectors.toList());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  /** Nested jars are read in place, so nothing may be compressed. */
  private static void store(JarOutputStream out, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    JarEntry entry = new JarEntry(name);
    entry.setMethod(JarEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }
}
