package dev.hephaestus.javaagent.capture;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Renders values without running the application's code, within bounds on depth, length, number and
 * time that hold for all that one renderer renders.
 *
 * <p><i>Errors:</i> what changes or fails while it is read is cut there. <i>Threads:</i> one; the
 * values may be changed by others meanwhile.
 */
final class ValueRenderer {

  private static final int MAX_DEPTH = 5;
  private static final int MAX_VALUES = 500;
  private static final int MAX_ELEMENTS = 32;
  private static final int MAX_CHARS = 1_000;
  private static final int MAX_ALL_CHARS = 64_000;
  private static final int MAX_WRAPPERS = 8;

  private final Fields fields;
  private final LongSupplier nanoClock;
  private final long deadline;

  /** The objects that are being rendered, innermost first: what holds itself is not entered. */
  private final Deque<Object> open = new ArrayDeque<>();

  private int values;
  private int chars;

  ValueRenderer(Fields fields, LongSupplier nanoClock, long deadline) {
    this.fields = fields;
    this.nanoClock = nanoClock;
    this.deadline = deadline;
  }

  Object[] render(String name, @Nullable Object value) {
    values++;
    if (value == null) {
      return Node.nothing(name);
    }
    int kind = kindOf(value);
    if (Secrets.isNamedSo(name) && !isFlag(name, kind)) {
      return Node.withheld(name, value, kind);
    }
    try {
      return kind <= Node.ENUM ? leaf(name, value, kind) : entered(name, value, kind);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return Node.bare(name, value, kind, true);
    }
  }

  /** {@code hasPassword} tells no secret. */
  private static boolean isFlag(String name, int kind) {
    return kind == Node.PRIMITIVE && (name.startsWith("has") || name.startsWith("is"));
  }

  private static int kindOf(Object value) {
    if (value.getClass() == String.class) {
      return Node.STRING;
    }
    if (KnownTypes.isPrimitive(value)) {
      return Node.PRIMITIVE;
    }
    if (value instanceof Enum) {
      return Node.ENUM;
    }
    if (value.getClass().isArray()) {
      return Node.ARRAY;
    }
    // Only asks for the class: what is not known is not entered.
    return value instanceof Map
        ? Node.MAP
        : value instanceof Collection ? Node.COLLECTION : Node.OBJECT;
  }

  private Object[] leaf(String name, Object value, int kind) {
    if (kind == Node.ENUM) {
      return Node.text(name, value, kind, ((Enum<?>) value).name(), false);
    }
    String text = value.toString(); // Of String and boxes.
    return kind == Node.STRING && Secrets.looksSo(text)
        ? Node.withheld(name, value, kind)
        : clipped(name, value, kind, text);
  }

  private Object[] clipped(String name, Object value, int kind, String text) {
    int room = Math.max(0, Math.min(MAX_CHARS, MAX_ALL_CHARS - chars));
    int end = Math.min(room, text.length());
    if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    chars += end;
    return Node.text(name, value, kind, text.substring(0, end), end < text.length());
  }

  private Object[] entered(String name, Object value, int kind) {
    String text = kind == Node.OBJECT ? KnownTypes.textOf(value) : null;
    if (text != null) {
      return Secrets.looksSo(text)
          ? Node.withheld(name, value, kind)
          : clipped(name, value, kind, text);
    }
    if (open.size() >= MAX_DEPTH || isUsedUp() || isOpen(value)) {
      return Node.bare(name, value, kind, true);
    }
    open.push(value);
    try {
      return parts(name, value, kind);
    } finally {
      open.pop();
    }
  }

  private boolean isUsedUp() {
    return values >= MAX_VALUES || chars >= MAX_ALL_CHARS || nanoClock.getAsLong() - deadline >= 0;
  }

  @SuppressWarnings("ReferenceEquality") // The object itself; equals would be the application's.
  private boolean isOpen(Object value) {
    for (Object each : open) {
      if (each == value) {
        return true;
      }
    }
    return false;
  }

  private Object[] parts(String name, Object value, int kind) {
    if (kind == Node.ARRAY) {
      return array(name, value);
    }
    Object inside = kind == Node.OBJECT ? value : unwrapped(value);
    if (KnownTypes.isCollection(inside)) {
      return collection(name, value, ((Collection<?>) inside).iterator());
    }
    if (KnownTypes.isMap(inside)) {
      return kind == Node.COLLECTION
          ? collection(name, value, ((Map<?, ?>) inside).keySet().iterator())
          : map(name, value, (Map<?, ?>) inside);
    }
    return kind == Node.OBJECT || fields.of(value.getClass()).length > 0
        ? object(name, value)
        : Node.bare(name, value, kind, true);
  }

  /** What is inside of the JDK's wrappers. */
  private Object unwrapped(Object value) {
    Object inside = value;
    for (int i = 0; i < MAX_WRAPPERS; i++) {
      Object next = inside.getClass().getClassLoader() == null ? wrapped(inside) : null;
      if (next == null) {
        return inside;
      }
      inside = next;
    }
    return inside;
  }

  private @Nullable Object wrapped(Object value) {
    for (Class<?> each = value.getClass(); each != null; each = each.getSuperclass()) {
      String field = KnownTypes.wrappedField(each);
      if (field != null) {
        return fields.read(value, each, field);
      }
    }
    return null;
  }

  private Object[] array(String name, Object value) {
    int length = Array.getLength(value);
    List<Object[]> parts = new ArrayList<>();
    for (int i = 0; i < length && i < MAX_ELEMENTS && !isUsedUp(); i++) {
      parts.add(render("", Array.get(value, i)));
    }
    return Node.parts(name, value, Node.ARRAY, parts, parts.size() < length);
  }

  private Object[] collection(String name, Object value, Iterator<?> elements) {
    List<Object[]> parts = new ArrayList<>();
    boolean cut = false;
    try {
      while (elements.hasNext()) {
        if (parts.size() >= MAX_ELEMENTS || isUsedUp()) {
          cut = true;
          break;
        }
        parts.add(render("", elements.next()));
      }
    } catch (RuntimeException changedMeanwhile) {
      cut = true;
    }
    return Node.parts(name, value, Node.COLLECTION, parts, cut);
  }

  private Object[] map(String name, Object value, Map<?, ?> map) {
    List<Object[]> parts = new ArrayList<>();
    boolean cut = false;
    try {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (parts.size() >= MAX_ELEMENTS || isUsedUp()) {
          cut = true;
          break;
        }
        parts.add(entry(entry.getKey(), entry.getValue()));
      }
    } catch (RuntimeException changedMeanwhile) {
      cut = true;
    }
    return Node.parts(name, value, Node.MAP, parts, cut);
  }

  private Object[] entry(@Nullable Object key, @Nullable Object value) {
    if (key != null
        && key.getClass() == String.class
        && ((String) key).length() <= MAX_CHARS
        && !Secrets.looksSo((String) key)) {
      chars += ((String) key).length();
      return render((String) key, value);
    }
    return Node.entry(render("key", key), render("value", value));
  }

  private Object[] object(String name, Object value) {
    Field[] declared = fields.of(value.getClass());
    List<Object[]> parts = new ArrayList<>();
    Object inside = declared.length == 0 ? wrapped(value) : null;
    if (inside != null) {
      parts.add(render("value", inside));
    }
    boolean cut = declared.length > Fields.most();
    for (int i = 0; i < declared.length && i < Fields.most(); i++) {
      if (isUsedUp()) {
        cut = true;
        break;
      }
      parts.add(field(declared[i], value));
    }
    return Node.parts(name, value, Node.OBJECT, parts, cut);
  }

  private Object[] field(Field field, Object owner) {
    try {
      return render(field.getName(), field.get(owner));
    } catch (IllegalAccessException e) {
      return Node.bare(field.getName(), owner, Node.OBJECT, true);
    }
  }
}
