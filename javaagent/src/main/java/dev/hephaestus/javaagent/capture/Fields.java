package dev.hephaestus.javaagent.capture;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of objects, read without running code of their classes.
 *
 * <p><i>Shape:</i> of the application's classes the declared fields, inherited ones last; of the
 * JDK's only those that a caller names. What a module encapsulates is opened to the agent's
 * isolated classes alone.
 *
 * <p><i>Threads:</i> any.
 */
final class Fields {

  private static final int MOST = 40;
  private static final Field[] NONE = {};

  private final ApplicationClasses application;
  private final Instrumentation instrumentation;

  /** Kept in the class itself, so that it goes with it. */
  private final ClassValue<Field[]> known =
      new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
          return found(type);
        }
      };

  Fields(ApplicationClasses application, Instrumentation instrumentation) {
    this.application = application;
    this.instrumentation = instrumentation;
  }

  /** Those that are shown; at most one more than there is room for. */
  Field[] of(Class<?> type) {
    return known.get(type);
  }

  static int most() {
    return MOST;
  }

  /** A field of a JDK class by its name, or null where this JDK has none such. */
  @Nullable Object read(Object owner, Class<?> declaring, String name) {
    try {
      Field field = declaring.getDeclaredField(name);
      return isOpened(field) ? field.get(owner) : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private Field[] found(Class<?> type) {
    List<Field> found = new ArrayList<>();
    try {
      for (Class<?> each = type; each != null && isShown(each); each = each.getSuperclass()) {
        for (Field field : each.getDeclaredFields()) {
          boolean own = !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic();
          if (own && found.size() <= MOST && isOpened(field)) {
            found.add(field);
          }
        }
      }
    } catch (LinkageError | RuntimeException e) {
      // A field's type is not there: the class is shown as far as it got.
    }
    return found.toArray(NONE);
  }

  private boolean isShown(Class<?> type) {
    return !type.isArray()
        && application.isOwn(type.getName().replace('.', '/'), type.getProtectionDomain());
  }

  private boolean isOpened(Field field) {
    if (field.trySetAccessible()) {
      return true;
    }
    Class<?> declaring = field.getDeclaringClass();
    Module module = declaring.getModule();
    instrumentation.redefineModule(
        module,
        Set.of(),
        Map.of(),
        Map.of(declaring.getPackageName(), Set.of(Fields.class.getModule())),
        Set.of(),
        Map.of());
    return ((AccessibleObject) field).trySetAccessible();
  }
}
