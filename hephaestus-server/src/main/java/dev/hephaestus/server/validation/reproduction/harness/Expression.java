package dev.hephaestus.server.validation.reproduction.harness;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A value that can be made over and over, and written down as Java. */
interface Expression {

  /** A fresh value. */
  @Nullable Object make() throws Throwable;

  /** The expression in Java; statements that it needs before go to the writer. */
  String write(SourceWriter writer);

  /** How unlikely or complicated it is; the search goes from low to high. */
  int cost();

  /** How many nulls and other borders are in it. */
  default int extremes() {
    return 0;
  }

  /** Null, with a cast where the call would be ambiguous. */
  record Null(Class<?> type, int cost) implements Expression {
    @Override
    public @Nullable Object make() {
      return null;
    }

    @Override
    public String write(SourceWriter writer) {
      return "(" + writer.type(type) + ") null";
    }

    @Override
    public int extremes() {
      return 1;
    }
  }

  /** A value that is the same each time, or made by the JDK alone. */
  record Plain(Callable<?> value, Writing writing, int cost, int extremes) implements Expression {

    Plain(Callable<?> value, Writing writing, int cost) {
      this(value, writing, cost, 0);
    }

    private static final Set<Object> BORDERS =
        Set.of(
            "", Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Double.NaN);

    /** How it is written. */
    @FunctionalInterface
    interface Writing {
      String in(SourceWriter writer);
    }

    static Plain literal(Object value, int cost) {
      String source = Literals.of(value);
      return new Plain(() -> value, writer -> source, cost, BORDERS.contains(value) ? 1 : 0);
    }

    @Override
    public @Nullable Object make() throws Exception {
      return value.call();
    }

    @Override
    public String write(SourceWriter writer) {
      return writing.in(writer);
    }
  }

  /** A public constant of the project or the JDK. */
  record Constant(Field field, int cost) implements Expression {
    @Override
    public @Nullable Object make() throws IllegalAccessException {
      return field.get(null);
    }

    @Override
    public String write(SourceWriter writer) {
      return writer.type(field.getDeclaringClass()) + "." + field.getName();
    }
  }

  /** An array with its elements. */
  record ArrayOf(Class<?> component, List<Expression> elements, int cost) implements Expression {
    @Override
    public Object make() throws Throwable {
      Object array = java.lang.reflect.Array.newInstance(component, elements.size());
      for (int i = 0; i < elements.size(); i++) {
        java.lang.reflect.Array.set(array, i, elements.get(i).make());
      }
      return array;
    }

    @Override
    public String write(SourceWriter writer) {
      if (elements.isEmpty()) {
        return "new " + writer.emptyArray(component);
      }
      List<String> sources = new ArrayList<>();
      elements.forEach(element -> sources.add(writer.element(element, component)));
      return "new " + writer.type(component) + "[] {" + String.join(", ", sources) + "}";
    }

    @Override
    public int extremes() {
      return elements.stream().mapToInt(Expression::extremes).sum();
    }
  }

  /** A call of a constructor, a static method, or a method of another expression's value. */
  record Call(
      Executable executable, @Nullable Expression receiver, List<Expression> arguments, int cost)
      implements Expression {

    @Override
    public @Nullable Object make() throws Throwable {
      Object target = receiver == null ? null : receiver.make();
      return on(target);
    }

    /** Makes the call on a value that is there already. */
    @Nullable Object on(@Nullable Object target) throws Throwable {
      Object[] values = new Object[arguments.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments.get(i).make();
      }
      return with(target, values);
    }

    /** Makes the call with values that are there already. */
    @Nullable Object with(@Nullable Object target, @Nullable Object[] values) throws Throwable {
      try {
        if (executable instanceof Constructor<?> constructor) {
          return constructor.newInstance(values);
        }
        return ((Method) executable).invoke(target, values);
      } catch (InvocationTargetException e) {
        Throwable cause = e.getCause();
        throw cause == null ? e : cause;
      }
    }

    @Override
    public String write(SourceWriter writer) {
      if (executable instanceof Constructor<?> constructor) {
        Class<?> type = constructor.getDeclaringClass();
        String diamond = type.getTypeParameters().length > 0 ? writer.wildArguments(type) : "";
        return "new " + writer.type(type) + diamond + "(" + writer.arguments(this) + ")";
      }
      boolean isStatic = Modifier.isStatic(executable.getModifiers());
      String target =
          isStatic || receiver == null
              ? writer.type(executable.getDeclaringClass())
              : receiver.write(writer);
      return target + "." + executable.getName() + "(" + writer.arguments(this) + ")";
    }

    @Override
    public int extremes() {
      int own = arguments.stream().mapToInt(Expression::extremes).sum();
      return receiver == null ? own : own + receiver.extremes();
    }
  }

  /** A value on which calls are made before it is used. */
  record Prepared(Type type, Expression base, List<Call> calls, int cost) implements Expression {
    @Override
    public @Nullable Object make() throws Throwable {
      Object value = base.make();
      for (Call call : calls) {
        call.on(value);
      }
      return value;
    }

    @Override
    public String write(SourceWriter writer) {
      String name = writer.variable(type, base.write(writer));
      for (Call call : calls) {
        String arguments = writer.arguments(call);
        writer.statement(name + "." + call.executable().getName() + "(" + arguments + ");");
      }
      return name;
    }

    @Override
    public int extremes() {
      return base.extremes() + calls.stream().mapToInt(Expression::extremes).sum();
    }
  }
}
