package dev.hephaestus.server.ingest;

import java.util.List;
import java.util.Objects;

/**
 * One call on a stack.
 *
 * <p><i>Shape:</i> as the JVM has it. In other languages the class is what is printed of the type
 * around the method, and where nothing is, the module: the package and type of Go, the file's own
 * name in Python, JavaScript and Ruby. Closures, coroutines and the like are calls of the method
 * that they were written in, as far as the name tells. Their file is the path as it was printed, of
 * the machine where it ran.
 *
 * @param className binary name of the class, with {@code $} for nested ones
 * @param method the method; {@code <init>} for constructors, {@code <clinit>} for static
 *     initializers
 * @param file the source file's simple name, its path beside the JVM, or empty when unknown
 * @param line the line in it, from 1; 0 when unknown, -2 in a native method
 * @param jar the jar or folder that the class came from, or empty
 * @param version the version that the jar gives, or empty
 * @param values what the agent saw in this call when the throwable passed
 */
public record Frame(
    String className,
    String method,
    String file,
    int line,
    String jar,
    String version,
    List<CapturedValue> values) {

  public Frame {
    Objects.requireNonNull(className, "className");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(file, "file");
    values = List.copyOf(values);
  }

  /** A frame of which no more is known than a printed stack trace says. */
  public static Frame of(String className, String method, String file, int line) {
    return new Frame(className, method, file, line, "", "", List.of());
  }

  /** As a stack trace prints it: {@code shop.Cart.total(Cart.java:42)}. */
  @Override
  public String toString() {
    String place =
        line == -2
            ? "Native Method"
            : file.isEmpty() ? "Unknown Source" : line > 0 ? file + ":" + line : file;
    return className + "." + method + "(" + place + ")";
  }
}
