package dev.hephaestus.server.localization;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jdt.core.ToolFactory;
import org.eclipse.jdt.core.util.IClassFileReader;
import org.eclipse.jdt.core.util.ICodeAttribute;
import org.eclipse.jdt.core.util.IMethodInfo;
import org.eclipse.jdt.core.util.ISourceAttribute;

/**
 * What class files say of where their code was written.
 *
 * <p><i>Source:</i> the LineNumberTable of chapter 4 of the Java Virtual Machine Specification,
 * which is what fills in the lines of a stack trace.
 */
final class CompiledClasses {

  /**
   * A compiled method.
   *
   * @param className binary name of its class
   * @param superName binary name of the class's superclass
   * @param file the source file's simple name
   * @param parameters how many its descriptor has, with those that the compiler added
   * @param generated whether it carries the flag of what no source declares
   * @param lines the lines of its code, each once
   */
  record Method(
      String className,
      String superName,
      String file,
      String name,
      int parameters,
      boolean generated,
      List<Integer> lines) {}

  private static final int SYNTHETIC = 0x1000;
  private static final int BRIDGE = 0x0040;

  private CompiledClasses() {}

  /**
   * Every method with lines.
   *
   * @param place a folder of classes, a jar, or {@code jrt:} and a module of the running JDK
   */
  static void read(String place, Consumer<Method> each) throws IOException {
    if (place.startsWith("jrt:")) {
      walk(
          FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", place.substring(4)),
          each);
    } else if (Files.isDirectory(Path.of(place))) {
      walk(Path.of(place), each);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
        walk(jar.getPath("/"), each);
      }
    }
  }

  private static void walk(Path root, Consumer<Method> each) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .sorted()
          .forEach(file -> methods(file).forEach(each));
    }
  }

  private static List<Method> methods(Path file) {
    try {
      IClassFileReader type =
          ToolFactory.createDefaultClassFileReader(
              new ByteArrayInputStream(Files.readAllBytes(file)), IClassFileReader.ALL);
      ISourceAttribute source = type == null ? null : type.getSourceFileAttribute();
      List<Method> methods = new ArrayList<>();
      if (source == null) {
        return methods;
      }
      for (IMethodInfo method : type.getMethodInfos()) {
        lines(method)
            .ifPresent(
                lines ->
                    methods.add(
                        new Method(
                            dotted(type.getClassName()),
                            dotted(type.getSuperclassName()),
                            new String(source.getSourceFileName()),
                            new String(method.getName()),
                            parameters(new String(method.getDescriptor())),
                            (method.getAccessFlags() & (SYNTHETIC | BRIDGE)) != 0,
                            lines)));
      }
      return methods;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<List<Integer>> lines(IMethodInfo method) {
    ICodeAttribute code = method.getCodeAttribute();
    if (code == null || code.getLineNumberAttribute() == null) {
      return Optional.empty();
    }
    TreeSet<Integer> lines = new TreeSet<>();
    for (int[] entry : code.getLineNumberAttribute().getLineNumberTable()) {
      lines.add(entry[1]);
    }
    return Optional.of(List.copyOf(lines));
  }

  private static String dotted(char[] name) {
    return name == null ? "" : new String(name).replace('/', '.');
  }

  private static int parameters(String descriptor) {
    int count = 0;
    for (int i = 1; descriptor.charAt(i) != ')'; i++, count++) {
      while (descriptor.charAt(i) == '[') {
        i++;
      }
      i = descriptor.charAt(i) == 'L' ? descriptor.indexOf(';', i) : i;
    }
    return count;
  }
}
