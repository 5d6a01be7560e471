package dev.hephaestus.server.validation.reproduction.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Writes each hit to a file of its own, as Java and with what is needed to compare hits. */
final class HitWriter {
  private final Path folder;
  private final Target target;
  private int written;

  HitWriter(Path folder, Target target) {
    this.folder = folder;
    this.target = target;
  }

  void write(Expression.Call call, Target.Match match) {
    Executable executable = call.executable();
    Class<?> owner = executable.getDeclaringClass();
    SourceWriter writer = new SourceWriter(owner.getPackageName());
    String statement = statement(call, writer);
    Properties hit = new Properties();
    hit.setProperty("package", owner.getPackageName());
    hit.setProperty("class", owner.getName());
    hit.setProperty(
        "method", executable instanceof Constructor<?> ? "<init>" : executable.getName());
    hit.setProperty("call", statement);
    hit.setProperty("frames", Integer.toString(match.frames()));
    hit.setProperty("message", Boolean.toString(match.message()));
    hit.setProperty("extremes", Integer.toString(call.extremes()));
    hit.setProperty("cost", Integer.toString(call.cost()));
    list(hit, "statement", writer.statements());
    list(hit, "allowed", allowed(executable, writer));
    list(hit, "import", List.copyOf(writer.imports()));
    hit.setProperty("human", human(call, owner.getPackageName()));
    store(hit);
  }

  private static String statement(Expression.Call call, SourceWriter writer) {
    Expression receiver = call.receiver();
    if (receiver == null) {
      return call.write(writer) + ";";
    }
    String name =
        receiver instanceof Expression.Prepared
            ? receiver.write(writer)
            : writer.variable(typeOf(receiver, call), receiver.write(writer));
    return name + "." + call.executable().getName() + "(" + writer.arguments(call) + ");";
  }

  private static Class<?> typeOf(Expression receiver, Expression.Call call) {
    return receiver instanceof Expression.Call made && made.executable() instanceof Constructor<?> c
        ? c.getDeclaringClass()
        : call.executable().getDeclaringClass();
  }

  /** The call in one line, with what it needs before. */
  static String human(Expression.Call call, String packageName) {
    SourceWriter writer = new SourceWriter(packageName);
    String last = call.write(writer);
    List<String> all = new ArrayList<>(writer.statements());
    all.add(last);
    return String.join(" ", all);
  }

  /** The checked exceptions by which the method says no; never what was logged. */
  private List<String> allowed(Executable executable, SourceWriter writer) {
    List<String> allowed = new ArrayList<>();
    for (Class<?> declared : executable.getExceptionTypes()) {
      boolean checked =
          !RuntimeException.class.isAssignableFrom(declared)
              && !Error.class.isAssignableFrom(declared);
      if (checked
          && declared != Exception.class
          && declared != Throwable.class
          && !covers(declared)) {
        allowed.add(writer.type(declared));
      }
    }
    return allowed;
  }

  private boolean covers(Class<?> declared) {
    try {
      Class<?> logged = Class.forName(target.exception(), false, declared.getClassLoader());
      return declared.isAssignableFrom(logged) || logged.isAssignableFrom(declared);
    } catch (ClassNotFoundException | LinkageError e) {
      return true;
    }
  }

  private static void list(Properties hit, String key, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      hit.setProperty(key + "." + i, values.get(i));
    }
  }

  private void store(Properties hit) {
    Path part = folder.resolve("hit-" + written + ".part");
    try (Writer out = Files.newBufferedWriter(part)) {
      hit.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      Files.move(part, folder.resolve("hit-" + written++ + ".properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
