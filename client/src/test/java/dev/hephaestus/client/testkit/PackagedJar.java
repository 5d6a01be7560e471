package dev.hephaestus.client.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is in a jar that was built to have all it needs, and nothing under a name of others. */
public final class PackagedJar {
  /** A name of a bundled library that was not changed, in a class's constants or descriptors. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(?<![/.\\w])L?((?:com/google|io/grpc|io/perfmark|kotlin|okio|org/jctools"
              + "|dev/hephaestus/proto)/[\\w/$]+)");

  /** Kotlin's compiler leaves source names in annotations, which nothing reads. */
  private static final Pattern ANNOTATED =
      Pattern.compile("dev/hephaestus/shaded/(kotlin|okio)/.*");

  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);

  private static final Set<String> LOADING =
      Set.of("java/lang/Class.forName", "java/lang/ClassLoader.loadClass");

  private static final int MAJOR_VERSION_BYTE = 7;

  private final Path file;

  /** The jar at this place. */
  public PackagedJar(Path file) {
    this.file = file;
  }

  /** How large it is. */
  public long bytes() throws IOException {
    return Files.size(file);
  }

  /** The dependencies in a pom that whoever depends on its artifact gets too. */
  public static List<String> transitiveDependencies(Path pom) throws IOException {
    return DEPENDENCY
        .matcher(Files.readString(pom))
        .results()
        .map(MatchResult::group)
        .filter(dependency -> !dependency.contains("<scope>provided</scope>"))
        .filter(dependency -> !dependency.contains("<scope>test</scope>"))
        .collect(Collectors.toList());
  }

  /** An attribute of its manifest. */
  public @Nullable String attribute(String name) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      return manifest == null ? null : manifest.getMainAttributes().getValue(name);
    }
  }

  /** The names of all entries that are like this. */
  public List<String> entries(Predicate<String> like) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.stream()
          .filter(entry -> !entry.isDirectory())
          .map(JarEntry::getName)
          .filter(like)
          .collect(Collectors.toList());
    }
  }

  /** An entry as text. */
  public String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(file.toFile());
        InputStream in = jar.getInputStream(jar.getJarEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The packages that start with this, cut to so many parts. */
  public Set<String> packages(String prefix, int parts) throws IOException {
    Set<String> packages = new TreeSet<>();
    for (String name : entries(entry -> entry.endsWith(".class") && entry.startsWith(prefix))) {
      String[] path = name.split("/", -1);
      packages.add(String.join(".", List.of(path).subList(0, Math.min(parts, path.length - 1))));
    }
    return packages;
  }

  /** Service files and providers that no class in the jar stands for. */
  public List<String> brokenServices() throws IOException {
    List<String> broken = new ArrayList<>();
    for (String file : entries(name -> name.startsWith("META-INF/services/"))) {
      List<String> names = text(file).lines().collect(Collectors.toCollection(ArrayList::new));
      names.add(file.substring("META-INF/services/".length()));
      for (String name : names) {
        if (entries((name.replace('.', '/') + ".class")::equals).isEmpty()) {
          broken.add(file + ": " + name);
        }
      }
    }
    return broken;
  }

  /** Classes whose format is newer than that of this Java. */
  public List<String> classesNewerThan(int java) throws IOException {
    List<String> newer = new ArrayList<>();
    readClasses((name, bytes) -> add(newer, name, bytes[MAJOR_VERSION_BYTE] > java + 44));
    return newer;
  }

  /** Names of bundled libraries that classes still know by what these are called elsewhere. */
  public Map<String, String> foreignNames() throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    readClasses(
        (name, bytes) -> {
          Matcher matcher = FOREIGN.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
          if (!ANNOTATED.matcher(name).matches() && matcher.find()) {
            found.put(name, matcher.group(1));
          }
        });
    return found;
  }

  /**
   * Classes of this jar that some class of it names in a string while it loads classes by name, as
   * far as that can be told from its constants.
   */
  public Set<String> classesLoadedByName() throws IOException {
    Set<String> own = new HashSet<>(entries(name -> name.endsWith(".class")));
    Set<String> loaded = new TreeSet<>();
    readClasses(
        (name, bytes) -> {
          ClassConstants constants = ClassConstants.of(bytes);
          if (constants.calls().stream().anyMatch(LOADING::contains)) {
            constants.strings().stream()
                .filter(text -> own.contains(text.replace('.', '/') + ".class"))
                .forEach(loaded::add);
          }
        });
    return loaded;
  }

  /** Names of files in the strings of classes of such a name. */
  public Set<String> fileNames(Predicate<String> classes, Pattern fileName) throws IOException {
    Set<String> names = new TreeSet<>();
    readClasses(
        (name, bytes) -> {
          if (classes.test(name)) {
            ClassConstants.of(bytes).strings().stream()
                .filter(fileName.asMatchPredicate())
                .forEach(names::add);
          }
        });
    return names;
  }

  private static void add(List<String> names, String name, boolean wanted) {
    if (wanted) {
      names.add(name);
    }
  }

  private void readClasses(ClassVisitor visitor) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : jar.stream().collect(Collectors.toList())) {
        if (entry.getName().endsWith(".class") || entry.getName().endsWith(".classdata")) {
          try (InputStream in = jar.getInputStream(entry)) {
            visitor.visit(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
  }

  @FunctionalInterface
  private interface ClassVisitor {
    void visit(String name, byte[] bytes) throws IOException;
  }
}
