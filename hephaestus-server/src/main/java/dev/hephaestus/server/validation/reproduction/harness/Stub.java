package dev.hephaestus.server.validation.reproduction.harness;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An implementation of an interface whose methods do nothing and return their type's default.
 *
 * @param type the interface
 * @param cost how unlikely it is
 */
record Stub(Class<?> type, int cost) implements Expression {

  @Override
  @SuppressWarnings("ReferenceEquality") // a stub equals only itself
  public Object make() {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "equals" -> arguments != null && arguments[0] == proxy;
              case "hashCode" -> 1;
              case "toString" -> type.getSimpleName() + " stub";
              default ->
                  method.isDefault()
                      ? InvocationHandler.invokeDefault(proxy, method, arguments)
                      : byDefault(method.getReturnType());
            };
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static @Nullable Object byDefault(Class<?> type) {
    return type.isPrimitive() && type != void.class
        ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0)
        : null;
  }

  @Override
  public String write(SourceWriter writer) {
    StringBuilder source = new StringBuilder("new " + writer.type(type) + "() {");
    Stream.of(type.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> !isOfObject(method))
        .sorted(Comparator.comparing(Method::toString))
        .forEach(method -> source.append('\n').append(declaration(method, writer)));
    return source.append("\n}").toString();
  }

  private static String declaration(Method method, SourceWriter writer) {
    List<String> parameters = new ArrayList<>();
    for (Class<?> parameter : method.getParameterTypes()) {
      parameters.add(writer.type(parameter) + " p" + parameters.size());
    }
    Class<?> result = method.getReturnType();
    String value =
        result == void.class
            ? ""
            : result == boolean.class
                ? " return false; "
                : result == char.class
                    ? " return ' '; "
                    : result.isPrimitive() ? " return 0; " : " return null; ";
    return "  @Override public "
        + writer.type(result)
        + " "
        + method.getName()
        + "("
        + String.join(", ", parameters)
        + ") {"
        + value
        + "}";
  }

  private static boolean isOfObject(Method method) {
    return Stream.of(Object.class.getMethods())
        .anyMatch(
            other ->
                other.getName().equals(method.getName())
                    && List.of(other.getParameterTypes())
                        .equals(List.of(method.getParameterTypes())));
  }
}
