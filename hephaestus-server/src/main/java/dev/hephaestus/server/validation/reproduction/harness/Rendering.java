package dev.hephaestus.server.validation.reproduction.harness;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as text that is the same in every run: contents, never identities.
 *
 * <p><i>Shape:</i> bounded in depth, in elements and in characters. An object without a text of its
 * own is its class's name.
 */
final class Rendering {
  private static final int MAX_DEPTH = 4;
  private static final int MAX_ELEMENTS = 20;
  private static final int MAX_CHARS = 400;

  private Rendering() {}

  static String of(@Nullable Object value) {
    String text = of(value, 0);
    return text.length() <= MAX_CHARS
        ? text
        : text.substring(0, MAX_CHARS) + "…" + text.length() + "#" + text.hashCode();
  }

  private static String of(@Nullable Object value, int depth) {
    if (value == null) {
      return "null";
    }
    if (depth > MAX_DEPTH) {
      return "…";
    }
    try {
      return switch (value) {
        case CharSequence text -> '"' + text.toString() + '"';
        case Class<?> type -> type.getName();
        case Throwable thrown -> thrown.getClass().getName();
        case Enum<?> constant -> constant.name();
        case Collection<?> many -> type(value) + elements(many, depth);
        case Map<?, ?> map -> type(value) + elements(map.entrySet(), depth);
        case Map.Entry<?, ?> entry ->
            of(entry.getKey(), depth + 1) + "=" + of(entry.getValue(), depth + 1);
        default -> value.getClass().isArray() ? array(value, depth) : own(value);
      };
    } catch (Throwable e) { // foreign code may throw anything
      return type(value) + " that cannot be shown: " + e.getClass().getName();
    }
  }

  private static String array(Object array, int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < Math.min(Array.getLength(array), MAX_ELEMENTS); i++) {
      elements.add(Array.get(array, i));
    }
    return array.getClass().getComponentType().getSimpleName()
        + "["
        + Array.getLength(array)
        + "]"
        + elements(elements, depth);
  }

  private static String elements(Collection<?> elements, int depth) {
    StringBuilder text = new StringBuilder("{");
    int count = 0;
    for (Object element : elements) {
      if (count++ >= MAX_ELEMENTS) {
        text.append('…');
        break;
      }
      text.append(of(element, depth + 1)).append(", ");
    }
    return text.append('}').toString();
  }

  /** Its own text, without the identities that a text made by default has. */
  private static String own(Object value) throws NoSuchMethodException {
    boolean silent = value.getClass().getMethod("toString").getDeclaringClass() == Object.class;
    return silent ? type(value) : String.valueOf(value).replaceAll("@[0-9a-f]{1,8}\\b", "");
  }

  private static String type(Object value) {
    return value.getClass().getName().replaceAll("\\$\\$.*|\\$Proxy\\d+", "");
  }
}
