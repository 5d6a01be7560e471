package dev.hephaestus.server.validation.reproduction.harness;

import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how each call ends: {@code returned} with what came of it, {@code logged} when it
 * failed as the logged one through all of its calls, else {@code threw}.
 */
final class Survey implements Attempt {
  private final Target target;
  private final ProjectClasses project;
  private final Map<String, String> outcomes = new ConcurrentHashMap<>();

  Survey(Target target, ProjectClasses project) {
    this.target = target;
    this.project = project;
  }

  @Override
  public boolean of(Expression.Call call, BooleanSupplier isAbandoned) {
    Object receiver;
    List<@Nullable Object> arguments = new ArrayList<>();
    try {
      receiver = call.receiver() == null ? null : call.receiver().make();
      for (Expression argument : call.arguments()) {
        arguments.add(argument.make());
      }
    } catch (Throwable e) { // what the call needs cannot be made, so there is no call
      return false;
    }
    String outcome = outcome(call, receiver, arguments);
    if (!isAbandoned.getAsBoolean()) {
      outcomes.putIfAbsent(name(call), outcome);
    }
    return true;
  }

  private String outcome(
      Expression.Call call, @Nullable Object receiver, List<@Nullable Object> arguments) {
    try {
      Object result = call.with(receiver, arguments.toArray());
      List<@Nullable Object> seen = new ArrayList<>(arguments);
      seen.add(result);
      seen.add(receiver);
      return "returned " + Rendering.of(seen);
    } catch (Throwable thrown) { // foreign code may throw anything
      Target.Match match = target.match(thrown, project);
      return match.frames() == target.frames().size()
          ? "logged"
          : "threw " + thrown.getClass().getName();
    }
  }

  private static String name(Expression.Call call) {
    Class<?> owner = call.executable().getDeclaringClass();
    String of = call.executable() instanceof Method ? owner.getSimpleName() + ": " : "";
    return of + HitWriter.human(call, owner.getPackageName());
  }

  /** Writes what was seen to {@code outcomes.properties}. */
  void write(Path folder) throws IOException {
    Properties all = new Properties();
    all.putAll(outcomes);
    Path part = folder.resolve("outcomes.part");
    try (Writer out = Files.newBufferedWriter(part)) {
      all.store(out, null);
    }
    Files.move(part, folder.resolve("outcomes.properties"));
  }
}
